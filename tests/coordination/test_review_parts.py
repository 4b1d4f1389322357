"""Findings and recommendations of a review, the responses, the actions and the amendments that come of them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import Finding, ReviewRecommendation, Task
from tessera.coordination.selectors.plan_reviews import recommendations_of_amendment, review_told
from tessera.coordination.services import findings, responses
from tessera.coordination.services.plan_reviews import plan_review_step
from tessera.coordination.services.tasks import task_step
from tessera.network.models import AuditEvent
from tessera.plans.errors import EditConflict
from tessera.plans.models import Amendment
from tessera.plans.services.amendments import amendment_adopt
from tests.cast import OrganisationFactory
from tests.plans.making import milestone_made, plan_made
from tests.web.signing import client_of

from .making import in_days
from .review_making import finding_made, recommendation_made, review_made

pytestmark = pytest.mark.django_db

ALLOWED = {
    "open": {"respond": "answered"},
    "answered": {"respond": "answered", "end": "ended"},
    "ended": {"reopen": "answered"},
}
SENT = {"response": "accepted", "response_text": "", "result": "Moved"}


def in_state(cast, state: str) -> ReviewRecommendation:
    found = recommendation_made(
        cast, state="open" if state == "open" else "answered", plan=plan_made(code=f"P-{state}")
    )
    if state == "ended":
        found = responses.recommendation_end(recommendation=found, version=2, result="Moved", by=cast.secretariat)
    return found


@pytest.mark.parametrize("state", sorted(ALLOWED))
@pytest.mark.parametrize(
    "role", ["civil_society", "country_team", "focal_point", "coordinator", "secretariat", "administrator"]
)
def test_a_step_that_state_or_role_forbids_is_refused_and_logged(cast, state, role):
    """The recommendation is addressed to the focal point's entity, who answers; ending is the secretariat's."""
    person, found = cast.all[role], in_state(cast, state)
    ReviewRecommendation.objects.update(addressed_to=OrganisationFactory(code="ohchr"))
    for step in ("respond", "end", "reopen"):
        before = AuditEvent.objects.filter(action="refused", actor=person).count()
        start = ReviewRecommendation.objects.get(pk=found.pk)
        path = reverse(
            f"web:review-recommendation-{step}", args=[found.review.plan.code, found.review_id, found.number]
        )
        client_of(person).post(path, {**SENT, "version": start.version})
        now = ReviewRecommendation.objects.get(pk=found.pk)
        refused = AuditEvent.objects.filter(action="refused", actor=person).count() - before
        keeper = role in ("secretariat", "administrator")
        may = keeper or (role == "focal_point" and step == "respond")
        if may and step in ALLOWED[start.state]:
            assert (now.state, refused) == (ALLOWED[start.state][step], 0)
        else:
            assert (now.state, now.version, refused) == (
                start.state,
                start.version,
                0 if role == "civil_society" else 1,
            )
        ReviewRecommendation.objects.filter(pk=found.pk).update(state=state)


def test_a_finding_names_evidence_of_the_frozen_plan_and_nothing_else(cast):
    plan = plan_made()
    key = f"milestone:{milestone_made(plan.activities.all()[0], title='Note drafted').pk}"
    review = review_made(cast, plan, state="drafting")
    assert finding_made(cast, review, rows=[key]).number == 1
    with pytest.raises(CoordinationError, match="milestone:99999"):
        finding_made(cast, review, rows=["milestone:99999"])
    with pytest.raises(CoordinationError, match="another plan"):
        finding_made(cast, review, activity=plan_made(code="OTHER").activities.all()[0])
    with pytest.raises(CoordinationError, match="not of both"):
        finding_made(cast, review, activity=plan.activities.all()[0], gnr=8)
    assert Finding.objects.count() == 1


def test_a_reviewer_who_corrects_a_word_keeps_evidence_that_they_may_not_see(cast):
    plan = plan_made()
    activity = plan.activities.all()[0]
    seen, other, hidden = (
        f"milestone:{milestone_made(activity, title=title, audience=audience).pk}"
        for title, audience in (("Seen", "public"), ("Other", "public"), ("Hidden", "network"))
    )
    review = review_made(cast, plan, state="drafting", reviewers=[cast.civil_society], audience="public")
    finding = finding_made(cast, review, rows=[seen, hidden])
    address = reverse("web:review-finding-edit", args=[plan.code, review.pk, finding.number])
    client = client_of(cast.civil_society)
    assert hidden not in client.get(address).content.decode()
    sent = {"version": 1, "criterion": finding.criterion, "text": "Most came late.", "rows": [other]}
    assert client.post(address, sent).status_code == 302
    finding.refresh_from_db()
    assert (finding.text, finding.rows) == ("Most came late.", [other, hidden])


@pytest.mark.parametrize("state", ["frozen", "circulated", "closed"])
def test_findings_change_only_while_the_review_is_drafted(cast, state):
    review = review_made(cast, state=state)
    with pytest.raises(CoordinationError, match="being drafted"):
        finding_made(cast, review)


def test_findings_stand_in_the_order_of_the_criteria_and_an_archived_one_is_kept_apart(cast):
    review = review_made(cast, state="drafting")
    for criterion in ("impact", "relevance", "coherence"):
        finding_made(cast, review, criterion=criterion)
    findings.part_archive(part=Finding.objects.get(number=3), version=1, by=cast.secretariat)
    told = review_told(review, cast.secretariat)
    assert [f.criterion for f in told.findings] == ["relevance", "impact"]
    assert [f.criterion for f in told.archived] == ["coherence"]
    assert finding_made(cast, review).number == 4


def test_the_second_of_two_people_editing_a_finding_is_told(cast):
    finding = finding_made(cast, review_made(cast, state="drafting"))
    findings.finding_change(finding=finding, version=1, by=cast.secretariat, text="Most came late.")
    with pytest.raises(EditConflict) as told:
        findings.finding_change(finding=finding, version=1, by=cast.administrator, text="All came late.")
    assert told.value.theirs.text == "Most came late."


@pytest.mark.parametrize("response", ["partly", "not-accepted"])
def test_who_does_not_accept_the_whole_says_why(cast, response):
    found = recommendation_made(cast)
    with pytest.raises(CoordinationError, match="Say why"):
        responses.recommendation_answer(
            recommendation=found, version=1, response=response, text=" ", by=cast.secretariat
        )
    answered = responses.recommendation_answer(
        recommendation=found, version=1, response=response, text="No money", by=cast.secretariat
    )
    assert (answered.state, answered.response, answered.response_text) == ("answered", response, "No money")


def test_an_action_is_a_task_and_the_recommendation_ends_after_it(cast):
    found = recommendation_made(cast, state="answered")
    task = responses.recommendation_action_add(
        recommendation=found, by=cast.secretariat, title="Find a host", owner=cast.focal_point, due=in_days(9)
    )
    assert (task.owner, task.audience) == (cast.focal_point, "network")
    with pytest.raises(CoordinationError, match="still running"):
        responses.recommendation_end(recommendation=found, version=2, result="Moved", by=cast.secretariat)
    task_step(task=task, step="finish", by=cast.focal_point, result="Found")
    ended = responses.recommendation_end(recommendation=found, version=2, result="Moved", by=cast.secretariat)
    assert (ended.state, ended.result, ended.ended_on is not None) == ("ended", "Moved", True)


def test_no_action_before_a_response(cast):
    with pytest.raises(CoordinationError, match="follow a response"):
        responses.recommendation_action_add(recommendation=recommendation_made(cast), by=cast.secretariat, title="Go")
    assert not Task.objects.exists()


def test_a_change_flows_into_an_amendment_and_the_two_know_each_other(cast):
    found = recommendation_made(cast, state="answered")
    activity = found.review.plan.activities.get(ref="1a")
    amendment = responses.recommendation_amend(
        recommendation=found, activity=activity, version=1, by=cast.secretariat, reason="It needs a year", end=2032
    )
    assert list(found.amendments.all()) == [amendment]
    assert recommendations_of_amendment(amendment, cast.focal_point) == [found]
    amendment_adopt(amendment=amendment, by=cast.secretariat)
    activity.refresh_from_db()
    assert activity.end == 2032
    responses.recommendation_unlink(recommendation=found, amendment=amendment, by=cast.secretariat)
    assert (found.amendments.count(), Amendment.objects.count()) == (0, 1)


@pytest.mark.parametrize(("audience", "told"), [("public", True), ("network", False), ("people", False)])
def test_an_amendment_tells_nobody_more_than_the_review_it_came_of(cast, audience, told):
    values = {"people": [cast.secretariat, cast.coordinator]} if audience == "people" else {}
    found = recommendation_made(cast, state="answered", audience=audience, **values)
    at = [found.review.plan.code, found.review_id, found.number]
    path, client = reverse("web:review-recommendation-amend", args=at), client_of(cast.secretariat)
    form = client.get(path).context["form"]
    assert (found.text in form["reason"].value(), "Half-way" in form["reason"].value()) == (told, told)
    assert client.post(path, {n: form[n].value() for n in form.fields} | {"title": "Anew"}).status_code == 302
    amendment = Amendment.objects.get()
    seen = {role for role, person in cast.all.items() if amendment.is_visible_to(person)}
    few = {"secretariat", "coordinator"}
    assert seen == (few if audience == "people" else set(cast.all) - {"reader", "civil_society"})


def test_an_amendment_does_not_name_a_recommendation_that_is_not_told_yet(cast):
    found = recommendation_made(cast, state="answered")
    activity = found.review.plan.activities.get(ref="1a")
    amendment = responses.recommendation_amend(
        recommendation=found, activity=activity, version=1, by=cast.secretariat, reason="It needs a year", end=2032
    )
    plan_review_step(review=found.review, step="recall", by=cast.secretariat)
    assert recommendations_of_amendment(amendment, cast.focal_point) == []
    assert recommendations_of_amendment(amendment, cast.civil_society) == []


def test_a_review_is_not_closed_while_a_recommendation_awaits_a_response(cast):
    found = recommendation_made(cast)
    with pytest.raises(CoordinationError, match="no response yet: 1"):
        plan_review_step(review=found.review, step="close", by=cast.secretariat)


def test_a_review_without_findings_is_not_circulated(cast):
    with pytest.raises(CoordinationError, match="Nothing was found"):
        plan_review_step(review=review_made(cast, state="drafting"), step="circulate", by=cast.secretariat)


def test_a_finding_that_was_taken_out_stays_linked_while_the_recommendation_is_edited(cast):
    review = review_made(cast, state="drafting")
    out, other = finding_made(cast, review), finding_made(cast, review)
    found = findings.recommendation_add(review=review, by=cast.secretariat, text="Go on.", findings=[out, other])
    findings.part_archive(part=out, version=1, by=cast.secretariat)
    findings.recommendation_change(recommendation=found, version=1, by=cast.secretariat, text="Stop.", findings=[other])
    assert {*found.findings.all()} == {out, other}
