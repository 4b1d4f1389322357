"""The search of recommendations: what it finds, how its counts hold, what it says, what it gives away."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from django.urls import reverse

from tessera.network.models import Audience
from tessera.recommendations.findable import FACETS
from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.asking import Question, question_answer, question_of
from tessera.search.writer import index_rebuild
from tests.recommendations.making import annotation, export, imported, review
from tests.web.test_every_address import client_of
from tests.web.weight import LIMIT, transferred_bytes
from tests.worlds import home_copied, world_kept

pytestmark = pytest.mark.django_db
PAGE = "/recommendations/"
STATES = ("Austria", "Chile", "Finland", "Ghana", "Japan", "Mexico", "Norway", "Peru", "Spain", "Togo", "Zambia")
COUNTRIES = ("Nepal", "Brazil", "Kenya", "Slovenia", "Fiji", "Canada", "India", "Ireland", "Italy", "Jordan", "Latvia")
THEMES = ("Racial discrimination", "Right to education", "Members of minorities", "Right to health", "Gypsy, songs")


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    """Three hundred records of many kinds; every seventh is for the Network alone."""
    home = tmp_path_factory.mktemp("three-hundred")
    with world_kept(django_db_blocker, home):
        imported(export(home, [*map(_committee, range(150)), *map(_review, range(150))]))
        hidden = Recommendation.objects.filter(pk__in=[pk for pk in _ids() if pk % 7 == 0])
        hidden.update(audience=Audience.NETWORK)
        index_rebuild()
        yield home


@pytest.fixture
def three_hundred(made, db, tmp_path, settings):
    home_copied(made, settings, tmp_path / "home")


def _ids() -> list[int]:
    return list(Recommendation.objects.values_list("pk", flat=True))


def _committee(n: int) -> dict:
    bodies = ("- CERD", "- CEDAW", "- SR on minority issues", "- Committee on Songs, Dances")
    kinds = ("- Recommendations", "- Concerns/Observations", "- Positive aspects")
    return annotation(
        n,
        Body=bodies[n % 4],
        Symbol=f"CERD/C/{n % 9}/CO/1",
        Countries=[COUNTRIES[n % 11]],
        Themes=[THEMES[n % 5], THEMES[(n + 2) % 5]],
        AnnotationType=kinds[n % 3],
        PublicationDate=f"{2006 + n % 17}-05-29T00:00:00",
        AffectedPersons=[("Women & girls", "Children", "Migrants", "Indigenous peoples")[n % 4]],
    )


def _review(n: int) -> dict:
    text = ("Protect Roma children", "Ratify ICERD", "Teach minority languages", "Count Dalit women")[n % 4]
    positions = ("Supported", "Noted", "Pending")
    said = {"UprPositions": [positions[n % 3]], "Symbol": f"A/HRC/{n % 12}/5", "UprSession": [str(n % 20 + 1)]}
    return review(n, STATES[n % 11], f"{text} {n}", Countries=[COUNTRIES[n % 7]]) | said


def page(path: str, person=None) -> str:
    answer = (client_of(person) if person else Client()).get(path)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def total_of(path: str, person=None) -> int:
    """The number at the head of the list."""
    said = re.search(r'id="list-count"[^>]*><bdi>([\d,]+) ', page(path, person))
    return int(said[1].replace(",", "")) if said else 0


def facet_links(text: str) -> list[tuple[str, int]]:
    """Addresses of the values of all facets, and the counts beside them."""
    aside = text[text.index('id="facets"') : text.index("</aside>")]
    rows = re.findall(r'<li><span><a href="(\?[^"]*)"[^>]*>[^<]*</a>.*?<span class="num muted">([\d,]+)', aside)
    return [(html.unescape(href), int(count.replace(",", ""))) for href, count in rows]


@pytest.mark.slow
@pytest.mark.parametrize("role", ["reader", "focal_point"])
@pytest.mark.parametrize("query", ["", "?q=minority", "?q=roma+OR+state&country=NPL,BRA&type=recommendation"])
def test_every_facet_count_equals_the_count_of_the_search_it_leads_to(three_hundred, cast, role, query):
    person = cast.all[role]
    links = facet_links(page(PAGE + query, person if role != "reader" else None))
    assert len(links) > 60
    wrong = []
    for href, count in links:
        question = question_of(parse_qs(urlsplit(href).query))
        assert not question.wrong, href
        if (found := question_answer(person, question, facets=(), limit=1).total) != count:
            wrong.append(f"{href}: {count} said, {found} found")
    assert not wrong, "\n".join(wrong)


def test_all_facets_of_the_index_are_on_the_page(three_hundred):
    text = page(PAGE)
    missing = {name for name in FACETS if f'id="facet-{name}"' not in text}
    assert not missing


def test_hidden_records_are_neither_found_nor_counted_nor_taken_away(three_hundred, cast):
    everything, public = Recommendation.objects.count(), Recommendation.objects.filter(audience="public").count()
    assert everything > public
    assert total_of(PAGE) == public
    assert total_of(PAGE, cast.civil_society) == public
    assert total_of(PAGE, cast.focal_point) == everything
    rows = b"".join(Client().get(f"{PAGE}?download=jsonl").streaming_content).splitlines()
    assert len(rows) == public


def test_values_of_one_facet_are_any_of_them_and_facets_narrow_each_other(three_hundred):
    nepal, brazil = total_of(f"{PAGE}?country=NPL"), total_of(f"{PAGE}?country=BRA")
    both = f"{PAGE}?country=NPL,BRA"
    assert total_of(both) == nepal + brazil
    assert 0 < total_of(f"{both}&position=noted") < total_of(both)
    assert total_of(f"{PAGE}?country=Nepal") == nepal


def test_a_value_that_is_chosen_can_be_taken_out_and_another_added(three_hundred):
    text = page(f"{PAGE}?country=NPL")
    assert re.search(r'<strong>Nepal</strong> <a href="\?"', text)
    assert 'href="?country=NPL,BRA"' in text
    assert 'href="?country=BRA"' in text


def test_the_search_is_said_in_words_with_the_way_out_of_each_filter(three_hundred):
    text = page(f"{PAGE}?country=NPL&group=roma&year=2011-2021")
    assert re.search(r"\d+ recommendations? to Nepal about Roma, 2011–2021", text)
    assert 'href="?year=2011-2021&amp;group=roma" aria-label="Remove the filter Country: Nepal"' in text


def test_years_from_and_to_are_one_filter(three_hundred):
    assert total_of(f"{PAGE}?from=2010&to=2012") == total_of(f"{PAGE}?year=2010-2012") > 0
    assert "must lie between" in page(f"{PAGE}?from=2012&to=2010")


def test_what_is_not_known_is_said_and_filters_nothing(three_hundred):
    text = page(f"{PAGE}?country=Nepall")
    assert "There is no country “Nepall”; did you mean Nepal (NPL)" in html.unescape(text)
    assert total_of(f"{PAGE}?country=Nepall") == total_of(PAGE)


def test_a_name_typed_into_a_facets_box_is_one_value_more(three_hundred):
    typed = f"{PAGE}?country=NPL&add-country=Brazil"
    assert total_of(typed) == total_of(f"{PAGE}?country=NPL,BRA")
    assert "There is no country" in page(f"{PAGE}?add-country=Atlantis")


def test_other_names_that_were_searched_are_shown_and_switched_off(three_hundred):
    text = page(f"{PAGE}?q=Travellers")
    assert "also finds" in text
    assert "exact=1" in text
    assert total_of(f"{PAGE}?q=Travellers") > total_of(f"{PAGE}?q=Travellers&names=off") == 0


def test_what_was_not_understood_is_said(three_hundred):
    assert "Not understood, and left out" in page(f"{PAGE}?q=roma+AND+(")


def test_nothing_found_says_what_to_do(three_hundred):
    text = page(f"{PAGE}?q=xylophone")
    assert "Nothing that you may see was found." in text
    assert "Remove a filter" in text


def test_the_count_names_its_units(three_hundred):
    text = page(f"{PAGE}?q=roma")
    assert re.search(r"\d+ by recommending State", text)
    assert "Concern or observation: " in page(PAGE)


def test_newest_and_oldest_come_first_when_asked(three_hundred):
    def years(order: str) -> list[int]:
        entries = r'class="plan-entry prose"><a href="[^"]*"><bdi>[^<]*</bdi>, (\d{4})'
        return [int(y) for y in re.findall(entries, page(f"{PAGE}?q=state&order={order}"))]

    assert years("newest") == sorted(years("newest"), reverse=True)
    assert years("oldest") == sorted(years("oldest"))
    assert years("newest") != years("oldest")


def test_pages_join_without_gap_or_repetition(three_hundred):
    ids = []
    for number in range(1, 20):
        found = re.findall(r'class="plan-entry prose"><a href="/recommendations/(\d+)/"', page(f"{PAGE}?page={number}"))
        ids += found
        if not found:
            break
    assert len(ids) == len(set(ids)) == total_of(PAGE)


def test_files_hold_all_that_was_found(three_hundred):
    path, total = f"{PAGE}?q=roma", total_of(f"{PAGE}?q=roma")
    read = {kind: Client().get(f"{path}&download={kind}") for kind in ("csv", "json", "jsonl", "xlsx")}
    rows = list(csv.DictReader(io.StringIO(b"".join(read["csv"].streaming_content).decode("utf-8-sig"))))
    told = json.loads(b"".join(read["json"].streaming_content))
    lines = [json.loads(line) for line in b"".join(read["jsonl"].streaming_content).splitlines()]
    assert len(rows) == len(told) == len(lines) == total > 20
    assert {one["id"] for one in told} == {one["id"] for one in lines} == {int(row["Number"]) for row in rows}
    assert lines[0]["recommending_states"] == told[0]["recommending_states"]
    assert read["xlsx"].content.startswith(b"PK")
    assert Client().get(f"{path}&download=exe").status_code == 404


def test_htmx_gets_the_list_and_the_facets_alone(three_hundred):
    answer = Client().get(f"{PAGE}?q=roma", headers={"HX-Request": "true", "HX-Target": "list"})
    text = answer.content.decode()
    assert "<html" not in text
    assert 'id="list"' in text
    assert 'id="facets"' in text
    assert 'hx-swap-oob="true"' in text


def test_all_values_of_a_facet_have_a_page_where_they_are_found_by_name(three_hundred):
    path = reverse("web:recommendation-values", args=["country"])
    assert "Slovenia" in page(f"{path}?find=slov")
    assert "Nepal" not in page(f"{path}?find=slov")
    assert Client().get(reverse("web:recommendation-values", args=["nonsense"])).status_code == 404


def test_the_page_keeps_its_weight_and_its_number_of_queries(three_hundred, cast, django_assert_max_num_queries):
    assert transferred_bytes(Client(), PAGE) < LIMIT
    client = client_of(cast.focal_point)
    client.get(PAGE)
    with django_assert_max_num_queries(25):
        client.get(f"{PAGE}?q=minority&country=NPL,BRA")


ODD = (
    "q=%00", "page=999999", "page=-1", "per_page=7", "year=20x", "year=0-9999", "country=", "country=,,", "q=((((",
    "gnr=%00", "theme=" + "a" * 5000, "order=sideways", "mechanism=a,b,c", "type=%F0%9F%98%80",
)  # fmt: skip


@pytest.mark.parametrize("query", ODD)
def test_no_address_breaks_the_page(three_hundred, query):
    assert Client().get(f"{PAGE}?{query}").status_code == 200


def test_a_question_is_written_as_it_is_read():
    given = {"q": ["roma"], "country": ["Nepal,IND"], "theme": ["x", "y"], "mechanism": ["treaty-body"], "exact": ["1"]}
    question = question_of(given)
    assert question.filters == (
        ("country", ("NPL", "IND")),
        ("family", ("treaty-body",)),
        ("theme", ("x",)),
        ("theme", ("y",)),
    )
    assert question_of(parse_qs(question.string)) == question
    assert question_of({}) == Question()
