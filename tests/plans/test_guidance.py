"""The recommendations of the Guidance Note: whose words are shown, what serves them, gaps, and what is suggested."""

from __future__ import annotations

from datetime import date

import pytest

from tessera.network.models import Audience
from tessera.plans.errors import EditConflict, PlanError
from tessera.plans.models import Activity, FundingLine, GuidanceRecommendation, Milestone, Suggestion
from tessera.plans.selectors.guidance import gaps, guidance_served, outcomes, suggestions_visible, wordings
from tessera.plans.services.guidance import (
    guidance_wording_set,
    suggestion_add,
    suggestion_archive,
    suggestion_change,
    suggestion_restore,
)

from .making import DAY, milestone_made, plan_made

pytestmark = pytest.mark.django_db
SEVENTEEN = 17  # its wording waits for somebody who has read it in the Guidance Note


@pytest.fixture(autouse=True)
def recommendations():
    GuidanceRecommendation.objects.bulk_create(GuidanceRecommendation(number=n) for n in range(1, 20))


def worded(by, **values):
    given = {"language": "en", "title": "Title", "summary": "Summary", "source": "Guidance Note, p. 9", "version": 0}
    recommendation = GuidanceRecommendation.objects.get(number=SEVENTEEN)
    return guidance_wording_set(recommendation=recommendation, by=by, **{**given, **values})


def suggested(by, **values) -> Suggestion:
    given = {"for_whom": "entity", "text": "Name a focal point.", "sources": ["1a"], **values}
    return suggestion_add(recommendation=GuidanceRecommendation.objects.get(number=1), by=by, **given)


def test_wording_that_nobody_has_checked_says_so_until_somebody_enters_it_with_its_source(cast):
    assert not wordings("en")[SEVENTEEN].confirmed
    worded(cast.secretariat)
    entered = wordings("en")[SEVENTEEN]
    assert (entered.title, entered.confirmed, entered.source) == ("Title", True, "Guidance Note, p. 9")
    assert wordings("fr")[SEVENTEEN].title == "Title"
    worded(cast.secretariat, language="fr", title="Titre")
    assert wordings("fr")[SEVENTEEN].title == "Titre"
    assert wordings("en")[SEVENTEEN].title == "Title"


@pytest.mark.parametrize("missing", ["title", "source"])
def test_wording_without_title_or_source_is_refused(cast, missing):
    with pytest.raises(PlanError):
        worded(cast.secretariat, **{missing: "  "})
    assert not wordings("en")[SEVENTEEN].confirmed


def test_of_two_who_enter_a_wording_the_second_is_told(cast):
    worded(cast.secretariat, title="First")
    with pytest.raises(EditConflict) as told:
        worded(cast.administrator, title="Second")
    assert told.value.theirs.title == "First"
    assert wordings("en")[SEVENTEEN].title == "First"


def test_a_recommendation_has_the_activities_that_name_it_and_what_came_of_them(cast):
    plan = plan_made()
    milestone = milestone_made(plan.activities.get(ref="1b"), title="Map", audience="public")
    Milestone.objects.filter(pk=milestone.pk).update(done_on=DAY)
    served = {s.wording.number: s for s in guidance_served(plan, "en")}
    assert len(served) == 19
    assert [a.ref for a in served[8].activities] == ["1a", "1b", "1c"]
    assert [a.ref for a in served[2].activities] == ["1b"]
    assert served[SEVENTEEN].activities == []
    assert [m.title for m in outcomes(cast.reader, served[2].activities)] == ["Map"]
    Milestone.objects.filter(pk=milestone.pk).update(audience=Audience.NETWORK)
    assert outcomes(cast.reader, served[2].activities) == []


def test_gaps_are_what_is_late_unreported_or_without_money_and_not_what_is_over(cast):
    plan = plan_made()
    Activity.objects.filter(plan=plan).update(funding=Activity.Funding.NEEDED, status_since=DAY, end=2031)
    Activity.objects.filter(plan=plan, ref="1a").update(status="done")
    Activity.objects.filter(plan=plan, ref="1b").update(status_since=None, end=2033)
    FundingLine.objects.create(activity=plan.activities.get(ref="1c"), donor="D", received=5, audience="network")
    served = next(s for s in guidance_served(plan, "en") if s.wording.number == 8)

    def found(viewer):
        return {what: [a.ref for a in rows] for what, rows in gaps(served, viewer, date(2032, 5, 1)).items()}

    assert found(cast.secretariat) == {"overdue": ["1c"], "unreported": ["1b"], "unfunded": ["1b"]}
    assert found(cast.reader)["unfunded"] == ["1b", "1c"]  # the money is not for the public to see


def test_a_suggestion_is_changed_put_away_and_brought_back_and_never_deleted(cast):
    suggestion = suggested(cast.secretariat)
    changed = suggestion_change(suggestion=suggestion, version=1, by=cast.secretariat, text="Name two.")
    with pytest.raises(EditConflict):
        suggestion_change(suggestion=suggestion, version=1, by=cast.administrator, text="Name three.")
    away = suggestion_archive(suggestion=changed, version=changed.version, by=cast.secretariat)
    assert suggestions_visible(cast.reader, 1) == []
    assert suggestions_visible(cast.secretariat, 1, archived=True) == [away]
    suggestion_restore(suggestion=away, version=away.version, by=cast.secretariat)
    assert [s.text for s in suggestions_visible(cast.reader, 1)] == ["Name two."]
    assert [h.text for h in Suggestion.history.order_by("history_id")][:2] == ["Name a focal point.", "Name two."]


def test_a_suggestion_worded_anew_is_not_shown_in_its_old_words_in_another_language(cast):
    suggestion = suggested(cast.secretariat)
    Suggestion.objects.update(texts={"fr": "Désigner un point focal."})
    suggestion.refresh_from_db()
    same = suggestion_change(suggestion=suggestion, version=suggestion.version, by=cast.secretariat, sources=["1b"])
    assert same.wording("text", "fr") == "Désigner un point focal."
    new = suggestion_change(suggestion=same, version=same.version, by=cast.secretariat, text="Name two.")
    assert new.wording("text", "fr") == "Name two."


def test_a_suggestion_is_seen_by_its_audience(cast):
    suggested(cast.secretariat, audience=Audience.NETWORK)
    assert suggestions_visible(cast.reader, 1) == []
    assert len(suggestions_visible(cast.focal_point, 1)) == 1


def test_an_empty_suggestion_is_refused(cast):
    with pytest.raises(PlanError):
        suggested(cast.secretariat, text=" ")
