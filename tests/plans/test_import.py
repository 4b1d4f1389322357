"""Importing a plan document: a diff first, nothing that people added is lost, nothing half written."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.apps import apps

from tessera.network.models import Audience
from tessera.network.models.audience import OPERATOR
from tessera.plans.errors import EditConflict
from tessera.plans.models import Activity, Amendment, FundingLine, Milestone, Plan, PlanImport
from tessera.plans.models.plan import Origin
from tessera.plans.reading.model import PlanDocumentError
from tessera.plans.services.activities import activity_wording_change
from tessera.plans.services.amendments import amendment_adopt
from tessera.plans.services.delivery import delivery_add
from tessera.plans.services.importing import plan_import_apply, plan_import_preview
from tessera.plans.services.plans import plan_adopt
from tessera.plans.services.seed import seed_load

from .making import DAY

pytestmark = pytest.mark.django_db
DOCUMENT = """Work plan of the Network 2030-2033

1. First things

a) Train the police: the Network will train the police. (GNR 5, 16)
Implementation timeline: 2030-2031

b) Map the languages: members will map languages. (GNR 13)
Implementation timeline: 2031

2. Further things

a) Count: members will count by group. (GNR 8)
Implementation timeline: 2030-2033
"""
CODE = "WP-2030-2033"


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "plan.txt"

    def written(text: str = DOCUMENT) -> Path:
        path.write_text(text, encoding="utf-8")
        return path

    return written


def imported(path: Path, by, **options):
    return plan_import_apply(plan_import_preview(path, **options), by=by)


def rows() -> dict[str, int]:
    """Rows of every table, history and audit log included."""
    return {m._meta.label: m._base_manager.count() for m in apps.get_models() if m._meta.label != "sessions.Session"}


def test_a_preview_writes_nothing(document, cast):
    before = rows()
    preview = plan_import_preview(document())
    assert preview.counts == {"created": 5, "updated": 0, "unchanged": 0}
    assert rows() == before


def test_a_new_plan_is_a_draft_for_the_network(document, cast):
    done = imported(document(), cast.secretariat)
    plan = Plan.objects.get(code=CODE)
    assert (plan.state, plan.audience, plan.start, plan.end) == (Plan.State.DRAFT, Audience.NETWORK, 2030, 2033)
    assert [(a.ref, a.start, a.end, a.gnr) for a in plan.activities.all()] == [
        ("1a", 2030, 2031, [5, 16]),
        ("1b", 2031, 2031, [13]),
        ("2a", 2030, 2033, [8]),
    ]
    assert (done.created, done.updated, done.unchanged) == (5, 0, 0)


def test_the_same_file_again_changes_nothing(document, cast):
    imported(document(), cast.secretariat)
    versions, history = list(Activity.objects.values_list("ref", "version")), Activity.history.count()
    again = imported(document(), cast.secretariat)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 5)
    assert list(Activity.objects.values_list("ref", "version")) == versions
    assert Activity.history.count() == history


def test_a_draft_takes_what_the_document_changed_and_adds_at_its_place(document, cast):
    imported(document(), cast.secretariat)
    inserted = "c) Print: members will print guides. (GNR 9)\nImplementation timeline: 2032\n\n2. Further"
    done = imported(
        document(DOCUMENT.replace("2030-2031", "2030-2032").replace("2. Further", inserted)), cast.secretariat
    )
    assert (done.created, done.updated, done.unchanged) == (1, 1, 4)
    assert [(a.ref, a.end) for a in Activity.objects.order_by("order")] == [
        ("1a", 2032), ("1b", 2031), ("1c", 2032), ("2a", 2033),
    ]  # fmt: skip


def test_a_persons_wording_is_kept_and_the_difference_is_told(document, cast):
    imported(document(), cast.secretariat)
    activity = Activity.objects.get(ref="1a")
    activity_wording_change(activity=activity, version=activity.version, by=cast.secretariat, title="Train everybody")
    preview = plan_import_preview(document(DOCUMENT.replace("train the police. (", "train the police well. (")))
    assert [(w["ref"], w["code"]) for w in preview.warnings if w["code"].startswith("kept")] == [("1a", "kept-person")]
    plan_import_apply(preview, by=cast.secretariat)
    activity.refresh_from_db()
    assert (activity.title, activity.origin) == ("Train everybody", Origin.PERSON)
    assert "well" not in activity.text


def test_what_the_document_leaves_out_stays_and_is_told(document, cast):
    imported(document(), cast.secretariat)
    shorter = DOCUMENT[: DOCUMENT.index("2. Further")]
    preview = plan_import_preview(document(shorter), code=CODE)
    assert {w["ref"] for w in preview.warnings if w["code"] == "kept-extra"} == {"2", "2a"}
    plan_import_apply(preview, by=cast.secretariat)
    assert Activity.objects.filter(ref="2a").exists()


def test_what_people_added_to_an_activity_outlives_an_import(document, cast):
    imported(document(), cast.secretariat)
    activity = Activity.objects.get(ref="1a")
    delivery_add(Milestone, activity=activity, by=cast.focal_point, title="First course", due=DAY)
    delivery_add(FundingLine, activity=activity, by=cast.focal_point, donor="A donor", asked=500)
    imported(document(DOCUMENT.replace("2030-2031", "2030-2032")), cast.secretariat)
    assert [m.title for m in activity.milestones.all()] == ["First course"]
    assert [f.donor for f in activity.fundinglines.all()] == ["A donor"]


def test_an_adopted_plan_is_changed_only_by_the_amendment_that_an_import_proposes(document, cast):
    imported(document(), cast.secretariat)
    plan_adopt(plan=Plan.objects.get(code=CODE), by=cast.secretariat, day=DAY)
    done = imported(document(DOCUMENT.replace("2030-2031", "2030-2032")), cast.secretariat)
    assert Activity.objects.get(ref="1a").end == 2031
    amendment_adopt(amendment=done.amendment, by=cast.secretariat)
    assert Activity.objects.get(ref="1a").end == 2032


def test_a_change_between_preview_and_import_is_told_and_nothing_is_written(document, cast):
    imported(document(), cast.secretariat)
    longer = DOCUMENT.replace("2030-2031", "2030-2032").replace("Count: members", "Count: all members")
    preview = plan_import_preview(document(longer))
    activity = Activity.objects.get(ref="2a")
    activity_wording_change(activity=activity, version=activity.version, by=cast.secretariat, text="Counted by hand")
    before = rows()
    with pytest.raises(EditConflict, match="meanwhile"):
        plan_import_apply(preview, by=cast.secretariat)
    assert rows() == before
    assert Activity.objects.get(ref="1a").end == 2031


def test_a_document_without_a_plan_is_refused_in_a_sentence(document):
    before = rows()
    with pytest.raises(PlanDocumentError, match="holds no plan"):
        plan_import_preview(document("Dear all,\n\nplease find nothing attached.\n"))
    assert rows() == before


def test_every_import_is_kept_with_its_warnings(document, cast):
    imported(document(DOCUMENT.replace(" (GNR 13)", "")), cast.secretariat)
    (kept,) = PlanImport.objects.all()
    assert {(w["ref"], w["code"]) for w in kept.warnings} >= {("1b", "no-gnr")}
    assert (kept.by, kept.file_name, len(kept.sha256)) == (cast.secretariat, "plan.txt", 64)


@pytest.mark.shared
def test_the_real_action_plan_takes_the_place_of_tesseras_words_and_keeps_who_leads(shared_data):
    seed_load()
    plan = Plan.objects.get(code="AP-2014-2017")
    leads = set(plan.activities.values_list("ref", "contributions__organisation__code"))
    preview = plan_import_preview(shared_data / "action-plan" / "action-plan.txt")
    assert not preview.becomes_amendment
    plan_import_apply(preview, by=OPERATOR)
    assert plan.activities.filter(origin=Origin.DOCUMENT).count() == 23
    assert set(plan.activities.values_list("ref", "contributions__organisation__code")) == leads
    assert Amendment.objects.count() == 0
    assert plan_import_preview(shared_data / "action-plan" / "action-plan.txt").changes == []
