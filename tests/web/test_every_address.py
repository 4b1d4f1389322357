"""Every address of Tessera as every role, against one table of what each may see and do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tessera.coordination.models import ActionPoint, Comment, Endorsement, Meeting, Task, WorkingGroup
from tessera.network.models import AuditEvent, GroupMember
from tessera.plans.models import Amendment, Contribution, Dependency, GuidanceRecommendation, Suggestion
from tessera.plans.services.amendments import amendment_propose
from tessera.recommendations.models import FollowUp, ImportRun, Pack, PackBody, Recommendation, SavedSearch
from tessera.recommendations.selectors.asking import Question
from tessera.recommendations.services.correcting import labels_correct
from tessera.recommendations.services.joining_by_hand import recommendations_join
from tessera.recommendations.services.saved import search_save, unsubscribe_key
from tests.cast import GroupFactory, OrganisationFactory, cast_made
from tests.plans.making import milestone_made, plan_made
from tests.recommendations.making import annotation, export, imported
from tests.recommendations.making_entries import action_made
from tests.recommendations.suggestion_making import answer_made
from tests.web.addresses import ACTIVITY, EVERYBODY, TABLE
from tests.web.coordination_addresses import coordination_made
from tests.web.demand_addresses import demands_made
from tests.web.desk_review_addresses import reviews_made, reviews_state
from tests.web.endorsement_addresses import endorsement_made
from tests.web.gap_addresses import gaps_made, gaps_state
from tests.web.indicator_addresses import indicators_made, indicators_state
from tests.web.plan_review_addresses import plan_review_state, plan_reviewed
from tests.web.project_addresses import projects_made, projects_state
from tests.web.yearly_addresses import reports_made
from tests.worlds import cast_fresh, home_copied, world_kept

# Answered alike for everyone, or kept by django-allauth with rules of its own (tests/web/test_accounts.py).
ELSEWHERE = {
    "web:healthz", "web:readyz", "web:language", "web:theme", "web:accessibility", "web:sign-in-link", "web:welcome",
    "web:search", "api-v1:api-root",
}  # fmt: skip
ALLAUTH = ("account_", "mfa_", "socialaccount_", "openid_connect_")
REFUSED_POSTS = {"reader": {302, 404}, "other": {403, 404}}


def names(resolver: URLResolver | None = None, space: str = "") -> Iterator[str]:
    """Every named address of the project."""
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            yield from names(pattern, f"{pattern.namespace}:" if pattern.namespace else space)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield f"{space}{pattern.name}"


def test_every_address_is_in_the_table():
    missing = {n for n in names() if n not in TABLE and n not in ELSEWHERE and not n.startswith(ALLAUTH)}
    assert not missing, f"say in TABLE who may open: {sorted(missing)}"


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    home = tmp_path_factory.mktemp("addresses")
    with world_kept(django_db_blocker, home):
        cast = cast_made()
        yield home, cast, world_made(cast, django_settings, home)


@pytest.fixture
def cast(made, db):
    return cast_fresh(made[1])


@pytest.fixture
def world(made, db, settings, tmp_path):
    home_copied(made[0], settings, tmp_path / "home")
    return made[2]


def world_made(cast, settings, tmp_path):
    """A plan in which the focal point's entity leads 1a and the coordinator's entity coordinates its group."""
    plan = plan_made()
    for number in range(1, 20):
        GuidanceRecommendation.objects.get_or_create(number=number)
    group = GroupFactory(coordinator=OrganisationFactory(code="undp"))
    first, second = plan.activities.all()[:2]
    first.working_group = group
    first.save()
    Contribution.objects.create(activity=first, organisation=OrganisationFactory(code="ohchr"), part="lead")
    change = {"op": "change", "kind": "activity", "ref": "1b", "values": {"end": [2031, 2032]}}
    amendment_propose(plan=plan, changes=[change], reason="More time", by=cast.secretariat)
    own = {**recommendations_made(settings, tmp_path, cast), **reviews_made(settings, tmp_path, cast)}
    return {
        **own,
        **gaps_made(cast, own["REVIEWED"]),
        **followed_made(cast),
        **demands_made(cast),
        **projects_made(cast),
        **coordination_made(cast),
        **endorsement_made(cast),
        **indicators_made(first, cast),
        **reports_made(cast, tmp_path),
        **plan_reviewed(plan, cast),
        "ANSWER": answer_made(cast.coordinator).pk,
        "GROUP": group.pk,
        "MEMBER": GroupMember.objects.create(group=group, person=cast.country_team).pk,
        "PERSON": str(cast.country_team.public_id),
        "ROLE": cast.country_team.memberships.get().pk,
        "DEPENDENCY": Dependency.objects.create(activity=first, needed=second).pk,
        "MILESTONE": milestone_made(first, title="Note drafted").pk,
        "RUN": ImportRun.objects.create(source="uhri", file_name="export.json", state="done", ended=timezone.now()).pk,
        "PACK": _pack_made(cast.secretariat).pk,
        "SUGGESTION": Suggestion.objects.create(recommendation_id=8, for_whom="entity", text="Count by group.").pk,
    }


def recommendations_made(settings, tmp_path, cast) -> dict[str, int]:
    """Three recommendations: two joined by hand, the first with a correction."""
    settings.TESSERA_HOME = tmp_path
    imported(export(tmp_path, [annotation(number) for number in (1, 2, 3)]))
    first, second, third = Recommendation.objects.order_by("pk")
    labels_correct(recommendation=first, field="groups", codes=["roma"], reason="Read", by=cast.coordinator)
    act = recommendations_join(record=second, to=third, reason="The same", by=cast.secretariat)
    return {
        "RECOMMENDATION": first.pk,
        "ATTESTATION": first.attestations.get().pk,
        "DOCUMENT": first.document_id,
        "JOINED": act.pk,
    }


def followed_made(cast) -> dict[str, object]:
    """What a focal point entered of the first recommendation, and a search that they keep."""
    record, person = Recommendation.objects.order_by("pk")[0], cast.focal_point
    kept = search_save(
        person=person, title="Births", question=Question(query="birth"), language="en", frequency="daily"
    )
    return {
        "ACTION": action_made(record, by=person).pk,
        "SAVED": kept.pk,
        "UNSUBSCRIBE": unsubscribe_key(person),
    }


def _pack_made(by) -> Pack:
    return PackBody.objects.create(pack=Pack.objects.create(title="Nepal", country="NPL", made_by=by)).pack


def client_of(person) -> Client:
    client = Client()
    if person.is_authenticated:
        client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def address(name: str, world: dict) -> str:
    return reverse(name, args=[world.get(a, a) if isinstance(a, str) else a for a in TABLE[name][0]])


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_each_role_sees_what_the_table_says(role, cast, world):
    client = client_of(cast.all[role])
    wrong = []
    for name, (_arguments, allowed) in TABLE.items():
        status = client.get(address(name, world)).status_code
        expected = {200} if role in allowed else ({302, 404} if role == "reader" else {403, 404})
        if status not in expected:
            wrong.append(f"{name}: {status}, expected {sorted(expected)}")
    assert not wrong, "\n".join(wrong)


def state_of_all() -> tuple:
    entries = FollowUp.objects.values_list("version", "archived_at")
    counts = [model.objects.count() for model in (Dependency, Suggestion, SavedSearch)]
    counts += [
        list(m.objects.values_list("version")) for m in (WorkingGroup, Task, Meeting, ActionPoint, Endorsement, Comment)
    ]
    return (
        Amendment.objects.get().state,
        counts,
        list(entries),
        reviews_state(),
        indicators_state(),
        plan_review_state(),
        gaps_state(),
        projects_state(),
    )


@pytest.mark.parametrize("role", sorted(EVERYBODY))
def test_what_a_role_may_not_open_it_may_not_post_to(role, cast, world):
    client = client_of(cast.all[role])
    before = state_of_all()
    for name, (_arguments, allowed) in TABLE.items():
        if role not in allowed:
            status = client.post(address(name, world), {"version": "1", "word": "ERASE"}).status_code
            assert status in REFUSED_POSTS["reader" if role == "reader" else "other"], f"{name}: {status}"
    assert before == state_of_all()


def test_a_refusal_is_logged(cast, world):
    client_of(cast.country_team).get(reverse("web:plan-import"))
    assert AuditEvent.objects.filter(action="refused", actor=cast.country_team, subject="plans.import_plan").exists()


def test_another_entitys_focal_point_does_not_work_on_the_activity(cast, world):
    Contribution.objects.all().delete()
    assert client_of(cast.focal_point).get(reverse("web:activity-status", args=ACTIVITY)).status_code == 403
