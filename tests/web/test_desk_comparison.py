"""Pages of what comes out of the desk review: each figure leads to its passages, and drafts are nowhere."""

from __future__ import annotations

import html
import re

import pytest
from django.urls import reverse

from tessera.desk_review.services.judging import passage_code
from tessera.desk_review.services.releasing import comment_add
from tests.desk_review.making import days_over, document_made, passage_with, released
from tests.web.test_desk_review import page, url
from tests.web.test_every_address import client_of
from tests.web.weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
COMPARE = "/desk-review/compare/"
CELL = re.compile(r'<td><a href="([^"]+)">(\d+)</a>')


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def both():
    return [document_made(), document_made("undaf.fr.html", year=2031)]


def asked(documents, **more) -> str:
    return COMPARE + "?" + "&".join([*(f"d={one.pk}" for one in documents), *(f"{k}={v}" for k, v in more.items())])


def test_each_cell_leads_to_as_many_passages_as_it_counts(both, cast):
    for person in (cast.focal_point, cast.coordinator):
        passage = passage_with(both[0], "38 per cent")
        passage_code(passage=passage, by=person, relevant=True, groups=["migrants"], how=["action"])
    text = page(cast.focal_point, asked(both))
    cells = CELL.findall(text)
    assert len(cells) > 10
    for address, number in cells[:6]:
        listed = page(cast.focal_point, html.unescape(address))
        assert re.search(rf">{number} passages?<", listed), address
    (people,) = re.findall(
        r'\(<a href="([^"]+said=people[^"]*how=action|[^"]+how=action[^"]*said=people)">1</a>\)', text
    )
    assert "1 passage<" in page(cast.focal_point, html.unescape(people))


@pytest.mark.parametrize("role", ["reader", "civil_society"])
def test_a_draft_is_neither_compared_nor_counted_for_who_may_not_see_it(role, both, cast):
    person, draft = cast.all[role], both[1]
    released(both[0])
    for address in (COMPARE, asked(both), asked(both, by="country"), f"{COMPARE}?all=1"):
        text = page(person, address)
        assert draft.title not in text
        assert "2 documents" not in text
        assert "2031" not in text
    data = page(person, f"{COMPARE}report/?d={both[0].pk}&d={draft.pk}&format=csv")
    assert draft.title not in data
    assert both[0].title in data
    assert client_of(person).get(f"{COMPARE}report/?d={draft.pk}").status_code == 404
    assert client_of(person).get(url("report", draft)).status_code == 404
    listed = page(person, "/desk-review/passages/?download=json")
    assert draft.title not in listed
    assert str(cast.focal_point) not in listed


def test_a_public_report_says_nothing_of_what_the_network_said_among_itself(both, cast):
    document = both[0]
    passage = passage_with(document, "38 per cent")
    passage_code(passage=passage, by=cast.focal_point, relevant=True, groups=["migrants"], how=["action"], note="Aside")
    released(document)
    public = page(cast.reader, url("report", document))
    assert "From reviews that were released." in public
    assert all(words not in public for words in (str(cast.focal_point), "Aside", "Who judged", "Comments on the draft"))
    assert "Who judged" in page(cast.focal_point, url("report", document))


def test_columns_gather_regions_and_years_and_never_rank(both, cast):
    text = page(cast.focal_point, asked(both, by="year"))
    assert re.search(r"<bdi>2031</bdi>.*<bdi>Not known</bdi>", text, re.DOTALL)
    assert "Europe" in page(cast.focal_point, asked(both, by="region"))
    assert "rank nobody" in text


@pytest.mark.parametrize("nonsense", ["d=x", "d=99999999999999", "by=merit", "from=soon", "region=moon", "country=<b>"])
def test_nonsense_in_the_address_is_no_filter(both, cast, nonsense):
    assert client_of(cast.focal_point).get(f"{COMPARE}?{nonsense}").status_code == 200


def test_a_comparison_is_light_and_asks_little(both, cast, django_assert_max_num_queries):
    client = client_of(cast.focal_point)
    with django_assert_max_num_queries(25):
        client.get(asked(both))
    assert transferred_bytes(client, asked(both)) <= LIMIT


def test_a_figure_is_drawn_with_words_and_taken_away_as_csv(both, cast):
    text = page(cast.focal_point, asked(both))
    assert text.count('role="img"') == 3
    assert "aria-describedby" in text
    assert "Roma," in page(cast.focal_point, asked(both, table="groups"))


def test_a_comment_is_answered_by_those_who_review(both, cast):
    document = both[0]
    comment = comment_add(document=_sent(document), text="Paragraph 8 is out of date.", by=cast.country_team)
    address = url("answer", document, comment.pk)
    assert client_of(cast.country_team).post(address, {"text": "No"}).status_code == 403
    assert client_of(cast.focal_point).post(address, {"text": ""}).status_code == 422
    assert client_of(cast.focal_point).post(address, {"text": "It is noted."}).status_code == 302
    assert "It is noted." in page(cast.country_team, url("document", document))
    assert "Answer: It is noted." in page(cast.country_team, url("report", document))


def _sent(document):
    return days_over(document)


def test_a_passage_is_nominated_listed_and_withdrawn(both, cast):
    passage = passage_with(both[0], "38 per cent")
    client = client_of(cast.focal_point)
    address = reverse("web:good-practice-nominate", args=[both[0].pk, passage.key])
    assert address in page(cast.focal_point, url("passage", both[0], passage.key))
    form = {"reason": "Counted by origin", "transferable": "Any survey can", "groups": ["roma"], "how": ["data"]}
    assert client.post(address, {**form, "reason": ""}).status_code == 422
    where = client.post(address, form)["Location"]
    assert "nothing else shows it yet" in page(cast.country_team, where)
    listed = "/desk-review/good-practice/"
    assert "1 passage<" in page(cast.country_team, f"{listed}?group=roma&how=data&country=XAR")
    assert "Nothing fits these filters." in page(cast.country_team, f"{listed}?group=migrants")
    assert "Counted by origin" in page(cast.country_team, f"{listed}?download=csv")
    assert "Counted by origin" not in page(cast.reader, listed)
    assert client_of(cast.coordinator).post(f"{where}withdraw/", {"reason": "No"}).status_code == 403
    assert client.post(f"{where}withdraw/", {"reason": "The survey was stopped"}).status_code == 302
    assert "0 passages" in page(cast.country_team, listed)
    assert "The survey was stopped" in page(cast.country_team, where)
