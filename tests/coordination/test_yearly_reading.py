"""An uploaded report is proposed passage by passage, and nothing counts before somebody of the entity decided."""

from __future__ import annotations

import pytest
from django.urls import reverse

from tessera.coordination.errors import CoordinationError
from tessera.coordination.models import ReportEntry, ReportProposal, YearlyReport
from tessera.coordination.services.yearly_reading import (
    proposal_accept,
    proposal_set_aside,
    proposals_accept_sure,
    report_file_add,
)
from tessera.coordination.services.yearly_reports import report_entry_add, report_step, report_write
from tessera.extraction.document import UnreadableFile
from tessera.plans.errors import EditConflict
from tests.extraction.pdf_making import pdf_made
from tests.web.signing import client_of

from .report_making import report_of, round_made, word_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def uploaded(cast, tmp_path, settings):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    path = word_file(
        tmp_path / "our report.docx",
        [
            ("h1", "Our year"),
            ("p", "Our offices moved to another building in the autumn of the year."),
            ("h2", "Activity 1a"),
            ("p", "We held two courses with forty people from Nepal and Colombia."),
            ("h2", "Challenges"),
            ("p", "Activity 1b was put off since the host withdrew in the month of May."),
        ],
    )
    report = report_of(round_made(cast))
    return report, report_file_add(report=report, path=path, by=cast.focal_point)


def test_what_a_word_file_says_is_proposed_and_counts_for_nothing_yet(uploaded):
    report, (first, second) = uploaded
    assert (first.activity.ref, first.part, first.countries, first.why) == ("1a", "done", ["NPL", "COL"], "heading")
    assert (second.activity.ref, second.part, second.why, second.confidence) == ("1b", "late", "reference", 0.95)
    assert first.source == "our report.docx"
    assert YearlyReport.objects.get(pk=report.pk).state == "draft"
    assert not ReportEntry.objects.exclude(text="").exists()


def test_accepted_words_go_where_they_belong_and_only_once(cast, uploaded):
    _report, (first, second) = uploaded
    assert proposal_accept(proposal=first, by=cast.focal_point).entry.text.startswith("We held two courses")
    late = proposal_accept(proposal=second, by=cast.focal_point)
    assert late.entry.late.startswith("Activity 1b was put off")
    with pytest.raises(EditConflict, match="already"):
        proposal_accept(proposal=first, by=cast.focal_point)
    assert ReportEntry.objects.get(activity__ref="1a").countries == ["NPL", "COL"]


def test_a_correction_is_told_from_an_acceptance_and_what_was_set_aside_can_be_taken_up(cast, uploaded):
    report, (first, second) = uploaded
    third = report.round.plan.activities.get(ref="1c")
    corrected = proposal_accept(
        proposal=first,
        by=cast.focal_point,
        corrected=True,
        activity=third,
        countries=["KEN"],
        part="learned",
        text="So.",
    )
    assert (corrected.state, corrected.entry.learned, corrected.entry.countries) == ("corrected", "So.", ["KEN"])
    same = {"activity": second.activity, "countries": second.countries, "part": "late", "text": second.text}
    assert proposal_set_aside(proposal=second, by=cast.focal_point).state == "set-aside"
    assert not ReportEntry.objects.exclude(late="").exists()
    assert proposal_accept(proposal=second, by=cast.focal_point, corrected=True, **same).state == "accepted"


def test_whoever_has_the_form_open_is_told_of_a_passage_accepted_meanwhile(cast, uploaded):
    report, (first, _second) = uploaded
    entry = report_entry_add(report=report, by=cast.focal_point, activity=first.activity)
    opened = YearlyReport.objects.get(pk=report.pk)
    proposal_accept(proposal=first, by=cast.focal_point)
    mine = {"by": cast.focal_point, "summary": "Mine", "learned": "", "entries": {entry.pk: {"text": "Mine"}}}
    with pytest.raises(EditConflict):
        report_write(report=opened, version=opened.version, **mine)
    assert ReportEntry.objects.get(pk=entry.pk).text.startswith("We held two courses")


def test_all_that_name_their_activity_are_accepted_by_one_act(cast, uploaded):
    report, _made = uploaded
    assert len(proposals_accept_sure(report=report, by=cast.focal_point, least=0.9)) == 1
    assert ReportProposal.objects.filter(state="open").count() == 1


def test_a_second_file_replaces_what_was_not_decided_and_leaves_the_rest(cast, uploaded, tmp_path):
    report, (first, _second) = uploaded
    proposal_accept(proposal=first, by=cast.focal_point)
    path = word_file(tmp_path / "corrected.docx", [("p", "Under activity 1c we wrote to nine offices in the year.")])
    report = YearlyReport.objects.select_related("round__plan", "organisation").get(pk=report.pk)
    report_file_add(report=report, path=path, by=cast.focal_point)
    states = ReportProposal.objects.order_by("source").values_list("source", "state")
    assert list(states) == [("corrected.docx", "open"), ("our report.docx", "accepted")]


def test_a_pdf_is_read_with_its_pages(cast, tmp_path, settings):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "media"
    lines = [
        "Our year was quiet and rather long for all of us.",
        "Under activity 1b we held three meetings in the year.",
    ]
    path = pdf_made(tmp_path / "report.pdf", [[(line, 72, 600, 11)] for line in lines])
    (one,) = report_file_add(report=report_of(round_made(cast)), path=path, by=cast.focal_point)
    assert (one.activity.ref, one.page) == ("1b", 2)


def test_a_file_that_cannot_be_read_changes_nothing(cast, tmp_path):
    path = tmp_path / "report.docx"
    path.write_bytes(b"PK\x03\x04 no document")
    report = report_of(round_made(cast))
    with pytest.raises(UnreadableFile):
        report_file_add(report=report, path=path, by=cast.focal_point)
    assert YearlyReport.objects.get(pk=report.pk).state == "not-begun"


def test_nothing_is_uploaded_or_decided_once_the_report_is_submitted(cast, uploaded, tmp_path):
    report, (first, second) = uploaded
    proposal_accept(proposal=first, by=cast.focal_point)
    report = report_step(report=report, step="submit", by=cast.focal_point)
    with pytest.raises(CoordinationError, match="submitted already"):
        proposal_accept(proposal=second, by=cast.focal_point)
    with pytest.raises(CoordinationError, match="submitted already"):
        report_file_add(report=report, path=tmp_path / "our report.docx", by=cast.focal_point)


def test_the_page_accepts_and_sets_aside_and_another_entity_does_not_find_it(cast, uploaded):
    report, (first, second) = uploaded
    url = reverse("web:yearly-report-proposals", args=[report.pk])
    own, other = client_of(cast.focal_point), client_of(cast.coordinator)
    assert other.get(url).status_code == other.post(url, {"accept": first.pk}).status_code == 404
    page = own.get(url).content.decode()
    assert "names its reference" in page
    assert "We held two courses" in page
    own.post(url, {"accept": first.pk})
    own.post(url, {"aside": second.pk})
    assert list(ReportProposal.objects.values_list("state", flat=True)) == ["accepted", "set-aside"]
