"""What is kept from a reader is nowhere: no page, download, feed, API answer, search hit or count lets it out."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass

import pytest
from django.urls import reverse

from tessera.network.models import Audience, GroupMember
from tessera.plans.models import (
    Activity,
    Contribution,
    Evidence,
    FundingLine,
    GuidanceRecommendation,
    Indicator,
    Milestone,
    Obstacle,
)
from tessera.plans.services.activities import activity_status_set
from tessera.plans.services.amendments import amendment_propose
from tessera.plans.services.delivery import delivery_add
from tessera.plans.services.indicator_values import value_add, value_step
from tessera.plans.services.indicators import indicator_add
from tessera.plans.services.initiatives import initiative_add
from tessera.search.writer import index_write
from tests.cast import Cast, GroupFactory, OrganisationFactory, cast_made
from tests.plans.making import DAY, plan_made
from tests.worlds import cast_fresh, home_copied, world_kept

from .signing import client_of

pytestmark = pytest.mark.django_db
ROLES = ["reader", "civil_society", "country_team", "focal_point", "coordinator", "secretariat", "administrator"]
NETWORK = set(ROLES) - {"reader", "civil_society"}
ADMITTED = {
    "public": set(ROLES),
    "network": NETWORK,
    "group": {"country_team", "civil_society"},
    "people": {"coordinator"},
}
PLAN, REF = "AP-2030-2033", "1a"
TABLES = ("activities", "milestones", "matrix", "years", "status")


@dataclass
class Planted:
    """`words` maps a word that occurs nowhere else to the audience of the record that holds it."""

    words: dict[str, str]
    secret_plan: dict[str, str]

    def word(self, kind: str, audience: str) -> str:
        self.words[word := f"zq{kind}{audience}xv"] = audience
        return word


@pytest.fixture(scope="module")
def made(django_db_setup, django_db_blocker, tmp_path_factory):
    home = tmp_path_factory.mktemp("secrets")
    with world_kept(django_db_blocker, home):
        cast = cast_made()
        yield home, cast, planted_made(cast)


@pytest.fixture
def cast(made, db) -> Cast:
    return cast_fresh(made[1])


@pytest.fixture
def planted(made, db, settings, tmp_path) -> Planted:
    home_copied(made[0], settings, tmp_path / "home")
    return made[2]


def planted_made(cast: Cast) -> Planted:
    """For each audience a record of every kind, each with a word of its own; and a whole plan for each audience."""
    group = GroupFactory(name="Circle")
    for person in (cast.country_team, cast.civil_society):
        GroupMember.objects.create(group=group, person=person)
    GuidanceRecommendation.objects.create(number=8)
    activity = plan_made(code=PLAN).activities.get(ref=REF)
    Contribution.objects.create(activity=activity, organisation=OrganisationFactory(code="ohchr"), part="lead")
    planted = Planted({}, {})
    for audience in Audience.values:
        told = {"audience": audience, "group": group if audience == "group" else None}
        told["people"] = (cast.coordinator,) if audience == "people" else ()
        plant_work(planted, activity, told)
        plant_records(planted, activity, told)
    index_write()
    return planted


def plant_work(planted: Planted, activity: Activity, told: dict) -> None:
    def word(kind: str) -> str:
        return planted.word(kind, told["audience"])

    def add(model, **values):
        return delivery_add(model, activity=activity, by=None, **told, **values)

    milestone = add(Milestone, title=word("milestone"), due=DAY, note=word("note"))
    add(Evidence, title=word("evidence"), url=f"https://example.org/{word('address')}", milestone=milestone)
    add(FundingLine, donor=word("donor"), asked=5, note=word("line"))
    add(Obstacle, text=word("obstacle"), response=word("response"))
    measured = indicator_add(part=activity, by=None, audience=told, title=word("indicator"), unit="events")
    open_to_all = indicator_add(part=activity, by=None, audience={"audience": "public"}, title="Events", unit="events")
    for indicator, kind in ((measured, "figure"), (open_to_all, "value")):
        value = value_add(indicator=indicator, by=None, audience=told, end=DAY, value=7, note=word(kind))
        value_step(record=value, step="confirm", version=value.version, by=None)
    lead = activity.organisations.all()
    initiative_add(by=None, audience=told, title=word("initiative"), organisations=lead, activities=[activity])


def plant_records(planted: Planted, activity: Activity, told: dict) -> None:
    """A reason, an amendment and a plan, for the same readers."""
    audience = told["audience"]

    def word(kind: str) -> str:
        return planted.word(kind, audience)

    activity.refresh_from_db()
    reason = activity_status_set(
        activity=activity, status="delayed", version=activity.version, by=None, since=DAY, reason=word("reason"),
        audience=audience,
    )  # fmt: skip
    values = {"title": ["Activity 1", word("proposal")]}
    change = {"op": "change", "kind": "activity", "ref": "1b", "values": values}
    amendment = amendment_propose(plan=activity.plan, changes=[change], reason=word("why"), by=None)
    hidden = plan_made(code=f"zqplan{audience}xv", audience=audience, title=word("title"))
    for record in (reason, amendment, hidden):
        record.audience, record.audience_group = audience, told["group"]
        record.save()
        record.audience_people.set(told["people"])
    planted.secret_plan[hidden.code] = audience


def addresses(words: list[str]) -> list[str]:
    plan = [reverse(f"web:{name}", args=[PLAN]) for name in (
        "plan", "plan-text", "plan-timeline", "plan-matrix", "plan-calendar", "plan-history", "plan-atom", "plan-ics",
        "amendments", "activities", "indicators", "resources", "funding-lines",
    )]  # fmt: skip
    files = [reverse("web:plan-download", args=[PLAN, what, "csv"]) for what in TABLES]
    files += [reverse("web:plan-download", args=[PLAN, "plan", form]) for form in ("json", "xlsx")]
    api = [f"/api/v1/plans/{PLAN}{rest}" for rest in ("", "?on=2090-01-01", "/activities", "/milestones", "/history")]
    plan += [reverse("web:indicator", args=[PLAN, pk]) for pk in Indicator.objects.values_list("pk", flat=True)]
    amendments = [reverse("web:amendment", args=[PLAN, n]) for n in range(1, 5)]
    return [
        "/", "/plans/", "/groups/", "/guidance/", "/people/", "/api/v1/plans", "/initiatives/",
        "/initiatives/overlaps/", reverse("web:my-work"), reverse("web:guidance-item", args=[8]),
        "/api/v1/guidance/8",
        *plan, *files, *api, *amendments, reverse("web:plan-calendar", args=[PLAN]) + "?year=2030&month=6",
        reverse("web:activity", args=[PLAN, REF]), "/search/?q=zq", *[f"/search/?q={word}" for word in words],
    ]  # fmt: skip


def said(response) -> str:
    """Everything that an answer holds; a workbook is unpacked. The reader's own words are taken out of a search."""
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.get("Content-Type", "").endswith("spreadsheetml.sheet"):
        with zipfile.ZipFile(io.BytesIO(body)) as book:
            body = b"\n".join(book.read(name) for name in book.namelist())
    return body.decode("utf-8", "replace")


def found(client, address: str, words: dict[str, str]) -> set[str]:
    answer = client.get(address)
    if answer.status_code != 200:
        return set()
    asked = address.partition("?q=")[2]
    text = said(answer)
    told = {word for word in words if word in text and word != asked}
    if asked in words and "<mark>" in text:  # a snippet marks what was asked for
        told.add(asked)
    return told


@pytest.mark.parametrize("role", ROLES)
def test_each_role_reads_what_is_for_it_and_nothing_else(role, cast, planted):
    words = {**planted.words, **planted.secret_plan}
    client, seen, leaks = client_of(cast.all[role]), set(), []
    for address in addresses(sorted(words)):
        here = found(client, address, words)
        seen |= here
        leaks += [f"{word} at {address}" for word in here if role not in ADMITTED[words[word]]]
    assert not leaks, "\n".join(leaks)
    expected = {word for word, audience in words.items() if role in ADMITTED[audience]}
    reasons = [w for w in words if w.startswith("zqreason") and w in expected]  # in the order in which they were given
    assert seen >= expected - set(reasons[:-1]), "what is for the role is shown, of reasons at least the newest"


@pytest.mark.parametrize("role", ROLES)
def test_counts_hold_only_what_is_for_the_role(role, cast, planted):
    client, admitted = client_of(cast.all[role]), sum(role in allowed for allowed in ADMITTED.values())
    assert client.get(f"/api/v1/plans/{PLAN}/milestones").json()["total"] == admitted
    assert client.get("/api/v1/plans").json()["total"] == admitted + 1
    events = client.get(f"/plans/{PLAN}/milestones.ics").content.decode()
    assert events.count("BEGIN:VEVENT") == admitted
    sums = [
        line for line in said(client.get(f"/plans/{PLAN}/download/activities.csv")).splitlines() if f"{REF}," in line
    ]
    assert len(sums) == 1


@pytest.mark.parametrize("role", ROLES)
def test_a_plan_that_is_not_for_one_does_not_exist(role, cast, planted):
    client = client_of(cast.all[role])
    for code, audience in planted.secret_plan.items():
        expected = 200 if role in ADMITTED[audience] else 404
        for address in (f"/plans/{code}/", f"/plans/{code}/activities/1a/", f"/plans/{code}/milestones.ics",
                        f"/plans/{code}/changes.atom", f"/plans/{code}/download/plan.json", f"/api/v1/plans/{code}",
                        f"/api/v1/plans/{code}/history"):  # fmt: skip
            status = client.get(address).status_code
            assert status == expected, f"{address} answers {status}"


def test_who_leaves_the_group_sees_its_records_no_more(cast, planted):
    GroupMember.objects.filter(person=cast.country_team).delete()
    client = client_of(cast.country_team)
    text = said(client.get(reverse("web:activity", args=[PLAN, REF])))
    assert "zqobstaclegroupxv" not in text
    assert "zqobstaclenetworkxv" in text


def test_a_hidden_milestone_of_a_public_activity_is_nowhere_in_the_history_by_name(cast, planted):
    Milestone.objects.get(title="zqmilestonepeoplexv").delete()
    Activity.objects.get(plan__code=PLAN, ref=REF).save()
    for role in set(ROLES) - ADMITTED["people"]:
        for address in (f"/plans/{PLAN}/history/", f"/plans/{PLAN}/changes.atom", f"/api/v1/plans/{PLAN}/history"):
            assert "zqmilestonepeoplexv" not in said(client_of(cast.all[role]).get(address)), f"{role}: {address}"
