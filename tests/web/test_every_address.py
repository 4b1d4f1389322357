"""Every address of Tessera as every role, against one table of what each may see and do."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from tessera.network.models import AuditEvent, GroupMember
from tessera.plans.models import Amendment, Contribution, Dependency, GuidanceRecommendation, Suggestion
from tessera.plans.services.amendments import amendment_propose
from tessera.recommendations.models import FollowUp, ImportRun, Pack, PackBody, Recommendation, SavedSearch
from tessera.recommendations.selectors.asking import Question
from tessera.recommendations.services.correcting import labels_correct
from tessera.recommendations.services.joining_by_hand import recommendations_join
from tessera.recommendations.services.saved import search_save, unsubscribe_key
from tests.cast import GroupFactory, OrganisationFactory
from tests.plans.making import milestone_made, plan_made
from tests.recommendations.making import annotation, export, imported
from tests.recommendations.making_entries import action_made

EVERYBODY = frozenset(
    ["reader", "civil_society", "country_team", "focal_point", "coordinator", "secretariat", "administrator"]
)
SIGNED_IN = EVERYBODY - {"reader"}
NETWORK = SIGNED_IN - {"civil_society"}
KEEPERS = frozenset(["secretariat", "administrator"])
ADMINISTRATORS = frozenset(["administrator"])
WORKERS = KEEPERS | {"focal_point", "coordinator"}  # of this activity: its lead's focal point, its group's coordinator
ASSIGNERS = KEEPERS | {"coordinator"}
PLAN, ACTIVITY = ["AP-2030-2033"], ["AP-2030-2033", "1a"]

# Name of the address -> (its arguments, who may open it). Who may not is refused, or asked to sign in.
TABLE: dict[str, tuple[list, frozenset[str]]] = {
    "web:overview": ([], EVERYBODY),
    "web:plans": ([], EVERYBODY),
    "web:plan": (PLAN, EVERYBODY),
    "web:plan-text": (PLAN, EVERYBODY),
    "web:plan-timeline": (PLAN, EVERYBODY),
    "web:plan-matrix": (PLAN, EVERYBODY),
    "web:plan-calendar": (PLAN, EVERYBODY),
    "web:plan-history": (PLAN, EVERYBODY),
    "web:plan-atom": (PLAN, EVERYBODY),
    "web:plan-ics": (PLAN, EVERYBODY),
    "web:plan-download": ([*PLAN, "plan", "json"], EVERYBODY),
    "web:activities": (PLAN, EVERYBODY),
    "web:activity": (ACTIVITY, EVERYBODY),
    "web:amendments": (PLAN, EVERYBODY),
    "web:amendment": ([*PLAN, 1], NETWORK),
    "web:guidance": ([], EVERYBODY),
    "web:label-rules": ([], EVERYBODY),
    "web:label-rules-file": ([], EVERYBODY),
    "web:guidance-item": ([8], EVERYBODY),
    "web:groups": ([], EVERYBODY),
    "web:group": (["GROUP"], EVERYBODY),
    "web:follow-ups": ([], EVERYBODY),
    "web:follow-up": (["RECOMMENDATION"], EVERYBODY),
    "web:follow-up-add": (["RECOMMENDATION", "assessment"], SIGNED_IN),
    "web:follow-up-edit": (["RECOMMENDATION", "action", "ACTION"], KEEPERS | {"focal_point"}),
    "web:follow-up-archive": (["RECOMMENDATION", "action", "ACTION"], KEEPERS | {"focal_point"}),
    "web:follow-up-restore": (["RECOMMENDATION", "action", "ACTION"], KEEPERS | {"focal_point"}),
    "web:saved-searches": ([], SIGNED_IN),
    "web:saved-search-add": ([], SIGNED_IN),
    "web:saved-search-edit": (["SAVED"], frozenset({"focal_point"})),
    "web:saved-search-seen": (["SAVED"], frozenset({"focal_point"})),
    "web:saved-search-remove": (["SAVED"], frozenset({"focal_point"})),
    "web:saved-unsubscribe": (["UNSUBSCRIBE"], EVERYBODY),
    "web:recommendations-atom": ([], EVERYBODY),
    "web:my-work": ([], SIGNED_IN),
    "web:account": ([], SIGNED_IN),
    "web:plan-import": ([], KEEPERS),
    "web:plan-new": ([], KEEPERS),
    "web:plan-adopt": (PLAN, KEEPERS),
    "web:plan-close": (PLAN, KEEPERS),
    "web:amendment-decide": ([*PLAN, 1, "adopt"], KEEPERS),
    "web:activity-new": (PLAN, NETWORK),
    "web:activity-wording": (ACTIVITY, NETWORK),
    "web:activity-give-up": (ACTIVITY, NETWORK),
    "web:activity-status": (ACTIVITY, WORKERS),
    "web:activity-working-data": (ACTIVITY, ASSIGNERS),
    "web:activity-organisations": (ACTIVITY, ASSIGNERS),
    "web:dependency-add": (ACTIVITY, WORKERS),
    "web:dependency-remove": ([*ACTIVITY, "DEPENDENCY"], WORKERS),
    "web:delivery-add": ([*ACTIVITY, "milestone"], WORKERS),
    "web:delivery-edit": ([*ACTIVITY, "milestone", "MILESTONE"], WORKERS),
    "web:delivery-remove": ([*ACTIVITY, "milestone", "MILESTONE"], WORKERS),
    "web:guidance-wording": ([17], KEEPERS),
    "web:suggestion-add": ([8], KEEPERS),
    "web:suggestion-edit": ([8, "SUGGESTION"], KEEPERS),
    "web:suggestion-archive": ([8, "SUGGESTION"], KEEPERS),
    "web:suggestion-restore": ([8, "SUGGESTION"], KEEPERS),
    "web:sources": ([], EVERYBODY),
    "web:source-import": ([], KEEPERS),
    "web:import-run": (["RUN"], NETWORK),
    "web:people": ([], NETWORK),
    "web:person": (["PERSON"], NETWORK),
    "web:person-invite": ([], KEEPERS),
    "web:role-add": (["PERSON"], KEEPERS),
    "web:role-end": (["PERSON", "ROLE"], KEEPERS),
    "web:person-step": (["PERSON", "erase"], KEEPERS),
    "web:organisations": ([], NETWORK),
    "web:organisation": (["ohchr"], NETWORK),
    "web:organisation-add": ([], KEEPERS),
    "web:organisation-edit": (["ohchr"], KEEPERS),
    "web:group-add": ([], KEEPERS),
    "web:group-edit": (["GROUP"], KEEPERS),
    "web:member-add": (["GROUP"], ASSIGNERS),
    "web:member-end": (["GROUP", "MEMBER"], ASSIGNERS),
    "web:audit": ([], ADMINISTRATORS),
    "web:ratifications": ([], EVERYBODY),
    "web:ratifications-matrix": (["csv"], EVERYBODY),
    "web:treaty": (["icerd"], EVERYBODY),
    "web:country-ratifications": (["NPL"], EVERYBODY),
    "api-v1:treaties_list": ([], EVERYBODY),
    "api-v1:treaty_one": (["icerd"], EVERYBODY),
    "api-v1:ratifications_list": ([], EVERYBODY),
    "api-v1:ratifications_promote": (["NPL"], EVERYBODY),
    "api-v1:country_standing": (["NPL"], EVERYBODY),
    "web:recommendations": ([], EVERYBODY),
    "web:recommendation-values": (["country"], EVERYBODY),
    "web:recommendation": (["RECOMMENDATION"], EVERYBODY),
    "web:recommendation-cite": (["RECOMMENDATION", "ris"], EVERYBODY),
    "web:recommendation-source": (["RECOMMENDATION", "ATTESTATION"], EVERYBODY),
    "web:documents": ([], EVERYBODY),
    "web:document": (["DOCUMENT"], EVERYBODY),
    "web:recommendation-join": (["RECOMMENDATION"], KEEPERS),
    "web:recommendation-apart": (["RECOMMENDATION", "ATTESTATION"], KEEPERS),
    "web:recommendation-join-undo": (["JOINED"], KEEPERS),
    "web:recommendation-labels": (["RECOMMENDATION"], ASSIGNERS),
    "web:recommendation-labels-of": (["RECOMMENDATION", "groups"], ASSIGNERS),
    "web:recommendation-labels-withdraw": (["RECOMMENDATION", "groups"], ASSIGNERS),
    "web:countries": ([], EVERYBODY),
    "web:country": (["NPL"], EVERYBODY),
    "web:compare": ([], EVERYBODY),
    "web:mechanisms": ([], EVERYBODY),
    "web:mechanism": (["cerd"], EVERYBODY),
    "web:concerned-groups": ([], EVERYBODY),
    "web:concerned-group": (["roma"], EVERYBODY),
    "web:themes": ([], EVERYBODY),
    "web:theme": (["racial-discrimination"], EVERYBODY),
    "web:country-brief": (["NPL"], EVERYBODY),
    "web:country-brief-file": (["NPL", "en", "docx"], EVERYBODY),
    "web:packs": ([], EVERYBODY),
    "web:pack": (["PACK"], NETWORK),
    "web:pack-file": (["PACK", "xlsx"], NETWORK),
    "web:pack-new": ([], NETWORK),
    "web:pack-dispatches": ([], NETWORK),
    "web:pack-dispatch-add": (["PACK"], NETWORK),
    "web:pack-note": (["PACK"], KEEPERS),
    "web:pack-audience": (["PACK"], KEEPERS),
    "web:pack-archive": (["PACK"], KEEPERS),
    "api-v1:plans_list": ([], EVERYBODY),
    "api-v1:plan_one": (PLAN, EVERYBODY),
    "api-v1:plan_activities": (PLAN, EVERYBODY),
    "api-v1:plan_milestones": (PLAN, EVERYBODY),
    "api-v1:plan_changes": (PLAN, EVERYBODY),
    "api-v1:guidance_list": ([], EVERYBODY),
    "api-v1:guidance_one": ([8], EVERYBODY),
    "api-v1:recommendations_list": ([], EVERYBODY),
    "api-v1:recommendation_one": (["RECOMMENDATION"], EVERYBODY),
    "api-v1:recommendations_export": ([], EVERYBODY),
    "api-v1:documents_list": ([], EVERYBODY),
    "api-v1:countries_list": ([], EVERYBODY),
    "api-v1:openapi-json": ([], EVERYBODY),
}
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


@pytest.fixture
def world(cast, settings, tmp_path):
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
    return {
        **recommendations_made(settings, tmp_path, cast),
        **followed_made(cast),
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
    made = Pack.objects.create(title="Nepal", country="NPL", made_by=by)
    PackBody.objects.create(pack=made)
    return made


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
    return Amendment.objects.get().state, counts, list(entries)


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
