"""What a country brief says: its numbers are those of the database, its choice is varied, and it fits."""

from __future__ import annotations

import pytest

from tessera.recommendations.models import Recommendation
from tessera.recommendations.selectors.choosing import candidates_of
from tessera.reports.briefs.quoting import LEFT_OUT, quoted
from tests.recommendations.treaty_making import asked_for, list_imported
from tests.reports.recommending import recommendation_made, recommendations_made


def counted(**conditions) -> int:
    return Recommendation.objects.filter(audience="public", kind="recommendation", **conditions).count()


def table(brief, number=0) -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in brief.tables[number].rows}


def test_the_numbers_are_those_of_the_database(told):
    recommendations_made(30)
    recommendation_made(31, groups=(), themes=(), body="crc", text="Build roads")
    recommendation_made(32, kind="concern")
    recommendation_made(33, kind="pledge")
    recommendation_made(34, countries=("IND",))
    brief = told().brief
    about = counted(countries__contains="NPL", groups__gt="")
    assert (about, counted(countries__contains="NPL")) == (30, 31)
    assert brief.messages[0].runs[0].text.startswith("30 of the 31 recommendations to this country")
    assert table(brief)["Roma"][-1] == str(counted(groups__contains="|roma|"))
    assert table(brief)["All, each counted once"][-1] == "30"


def test_positions_are_told_out_of_all_recommendations_of_the_cycle(told):
    recommendations_made(30)
    upr = counted(body="upr")
    supported = counted(body="upr", position="supported")
    said = " ".join(run.text for message in told().brief.messages for run in message.runs)
    assert f"the State supported {supported} of {upr} such recommendations ({round(100 * supported / upr)}%)" in said
    assert table(told().brief, 1)["4"][:2] == (str(upr), f"{supported} ({round(100 * supported / upr)}%)")


def test_what_is_not_for_the_reader_is_neither_counted_nor_quoted(told, cast):
    recommendations_made(3)
    hidden = recommendation_made(4, audience="network", text="Only for the Network: count nobody without asking them")
    assert told().facts.focus.total == 3
    assert hidden.pk not in [quote.record for quote in told().brief.quotes()]
    assert told(cast.focal_point).facts.focus.total == 4
    assert told(pick=(hidden.pk,)).unknown == (hidden.pk,)


def test_a_review_without_a_document_is_cited_by_the_state_its_session_and_year(told):
    recommendation_made(3, body="upr", document=None, paragraph="", session="10", year=2011, date=None)
    said = " ".join(run.text for note in told().brief.notes() for run in note.runs)
    assert "review of Nepal, session 10, 2011" in said


def test_the_first_recommendations_are_of_many_mechanisms_and_groups(told):
    recommendations_made(60)
    first = [one.record for one in told().facts.candidates[:6]]
    assert {record.body for record in first} == {"upr", "cerd", "crc"}
    assert len({group for record in first for group in record.groups}) == 5


def test_the_same_demand_is_quoted_once_and_its_other_references_are_told(told):
    text = "Adopt a comprehensive law against racial discrimination in all public and private life, with swift remedies"
    recommendation_made(1, text=text)
    recommendation_made(2, text=f"{text}.")
    recommendation_made(4, text=f"Please {text.lower()}")
    [candidate] = told().facts.candidates
    assert candidate.times == 3
    [quote] = told().brief.quotes()
    assert "In nearly the same words:" in "".join(run.text for run in quote.note.runs)


def test_recommendations_that_differ_in_one_treaty_stay_two():
    texts = ("Ratify the Convention against Torture", "Ratify the Optional Protocol to the Convention against Torture")
    records = [Recommendation(pk=n, text=text, year=2030) for n, text in enumerate(texts, start=1)]
    assert [one.times for one in candidates_of(records)] == [1, 1]


def test_a_quotation_is_word_for_word_and_says_where_something_is_left_out():
    whole = "The Committee recommends that the State party count, with consent. " * 20
    shown = quoted(whole)
    assert shown.endswith(f"consent.{LEFT_OUT}")
    assert whole.startswith(shown.removesuffix(LEFT_OUT))
    assert quoted("Short and  whole") == "Short and whole"


def test_a_choice_by_hand_is_kept_in_its_order_of_choice(told):
    recommendations_made(20)
    ids = [one.record.pk for one in told().facts.candidates]
    picked = (ids[7], ids[2])
    assert {quote.record for quote in told(pick=picked).brief.quotes()} == set(picked)
    assert [one.record.pk for one in told(pick=picked).shown] == list(picked)


@pytest.mark.parametrize("country", ["NPL", "GBR"])
def test_a_country_without_recommendations_gets_a_brief_that_says_so(told, country):
    brief = told(country=country).brief
    assert brief.messages[0].runs[0].text == "Tessera holds no recommendation to this country yet."
    assert not list(brief.quotes())
    assert brief.tables == ()


def test_ratifications_to_promote_are_told_with_their_newest_source_where_it_is_known_that_none_binds(told, tmp_path):
    asked_for("opcat", year=2029)
    asked_for("icrmw", text="Ratify the ICRMW")
    assert told().brief.blocks == (), "no list says what binds the country"
    list_imported(tmp_path, "Nepal,No action,", treaty="opcat")
    newest = asked_for("opcat", text="Consider acceding to OP-CAT", body="cat", year=2031)
    [block] = told().brief.blocks
    [line] = block.lines
    assert "".join(run.text for run in line.runs) == "OPCAT: 2 recommendations, 2029–2031, by: CAT and UPR"
    assert any(run.url.endswith(f"/recommendations/{newest.pk}/") for run in line.note.runs)
    assert told(group="roma").brief.blocks == (), "of one group alone"
