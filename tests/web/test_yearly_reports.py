"""The pages of yearly reports: a round, the short form, an upload, a question, an approval, and what pages cost."""

from __future__ import annotations

import io
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from docx import Document

from tessera.coordination.models import ReportEntry, ReportProposal, ReportRound, YearlyReport
from tessera.coordination.services.yearly_reports import report_entry_add
from tests.cast import OrganisationFactory
from tests.coordination.report_making import YEAR, report_in, report_of, reported_plan, round_made

from .signing import client_of
from .weight import LIMIT, transferred_bytes

pytestmark = pytest.mark.django_db
MOST_QUERIES = 25


@pytest.fixture(autouse=True)
def _own_home(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"
    (tmp_path / "static").mkdir()


def at(name: str, *arguments) -> str:
    return reverse(f"web:{name}", args=arguments)


def test_a_year_from_the_first_question_to_the_annual_report(cast, mailoutbox):
    plan, ohchr = reported_plan(), OrganisationFactory(code="ohchr")
    secretariat, writer = client_of(cast.secretariat), client_of(cast.focal_point)
    asked = {
        "plan": plan.pk, "year": YEAR, "opens": "2026-01-05", "due": "2026-02-15", "organisations": [ohchr.pk],
        "audience": "network",
    }  # fmt: skip
    answer = secretariat.post(at("report-round-new"), asked)
    assert answer["Location"] == at("report-round", plan.code, YEAR)
    report = report_of(ReportRound.objects.get())
    secretariat.post(at("report-round-remind", plan.code, YEAR))
    assert [mail.to for mail in mailoutbox] == [["focal-point@example.org"]]
    assert "Yearly reports to write" in writer.get(at("my-work")).content.decode()
    step = lambda name: at("yearly-report-step", report.pk, name)  # noqa: E731
    writer.post(step("begin"))
    entry = ReportEntry.objects.get()
    form = {
        "version": YearlyReport.objects.get().version, "summary": "A good year.", "learned": "Ask early.",
        f"entry_{entry.pk}_text": "Two courses.", "audience": "network",
    }  # fmt: skip
    assert writer.post(at("yearly-report-write", report.pk), form).status_code == 302
    writer.post(step("submit"))
    secretariat.post(step("ask_back"), {"question": "How many people came?"})
    assert "How many people came?" in writer.get(at("yearly-report", report.pk)).content.decode()
    writer.post(step("submit"))
    secretariat.post(step("approve"))
    assert YearlyReport.objects.get().state == "approved"
    reader = client_of(cast.country_team)
    assert "Two courses." in reader.get(at("yearly-report", report.pk)).content.decode()
    body = reader.get(at("annual-report", plan.code, YEAR, "docx")).content
    assert "Two courses." in [p.text for p in Document(io.BytesIO(body)).paragraphs]


def test_an_upload_leads_to_its_passages(cast):
    report, writer = report_of(round_made(cast)), client_of(cast.focal_point)
    text = b"Under activity 1b we held three meetings with nine offices in the year.\n"
    sent = {"file": SimpleUploadedFile("report.txt", text)}
    answer = writer.post(at("yearly-report-upload", report.pk), sent)
    assert answer["Location"] == at("yearly-report-proposals", report.pk)
    page = writer.get(answer["Location"]).content.decode()
    assert "1b Activity 1" in page
    assert "Accept the 1 passage that names its activity" in page
    writer.post(answer["Location"], {"sure": "1"})
    assert ReportProposal.objects.get().entry.text.startswith("Under activity 1b")
    assert b"".join(writer.get(at("yearly-report-file", report.pk)).streaming_content) == text


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(cast):
    report, writer = report_of(round_made(cast)), client_of(cast.focal_point)
    answer = writer.post(at("yearly-report-upload", report.pk), {"file": SimpleUploadedFile("a.docx", b"nothing")})
    assert answer.status_code == 422
    assert "a.docx" in answer.content.decode()
    assert YearlyReport.objects.get(pk=report.pk).state == "not-begun"


def test_the_second_of_two_people_writing_sees_both_versions_and_loses_nothing(cast):
    report = report_in(cast, round_made(cast), "draft")
    entry, writer = ReportEntry.objects.get(), client_of(cast.focal_point)
    form = {"version": report.version, "summary": "First", f"entry_{entry.pk}_text": "One.", "audience": "network"}
    url = at("yearly-report-write", report.pk)
    writer.post(url, form)
    answer = writer.post(url, form | {"summary": "Second", f"entry_{entry.pk}_text": "Two."})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert all(words in page for words in ("First", "Second", "One.", "Two."))
    assert ReportEntry.objects.get().text == "One."


def test_an_entry_that_somebody_added_meanwhile_keeps_its_words_when_the_form_is_saved_again(cast):
    report = report_in(cast, round_made(cast), "draft")
    url, client = at("yearly-report-write", report.pk), client_of(cast.focal_point)
    form = {"version": report.version, "summary": "Mine", "audience": "network"}
    activity = report.round.plan.activities.exclude(pk=ReportEntry.objects.get().activity_id).first()
    added = report_entry_add(report=report, by=cast.secretariat, activity=activity)
    ReportEntry.objects.filter(pk=added.pk).update(text="Theirs")
    page = client.post(url, form)
    assert page.status_code == 422
    shown = page.context["form"]
    again = {name: shown[name].value() for name in shown.fields if shown[name].value() is not None}
    assert client.post(url, again).status_code == 302
    assert ReportEntry.objects.get(pk=added.pk).text == "Theirs"
    assert YearlyReport.objects.get(pk=report.pk).summary == "Mine"


def test_who_has_not_reported_is_listed_and_only_readable_reports_are_linked(cast):
    found = round_made(cast)
    report_in(cast, found, "submitted", code="undp")
    page = client_of(cast.country_team).get(at("report-round", found.plan.code, YEAR) + "?show=awaited")
    assert [row.record for row in page.context["table"].rows] == [report_of(found)]
    assert "/yearly-report/" not in page.content.decode().split("</nav>")[-1].split("<main")[-1]


def test_the_public_sees_reports_that_it_may_read_alone_and_no_typed_reason(cast):
    found = round_made(cast, audience="public", codes=("ohchr", "undp", "third"))
    done = report_in(cast, found, "approved")
    report_in(cast, found, "approved", code="undp")
    YearlyReport.objects.filter(pk=done.pk).update(audience="public")
    YearlyReport.objects.update(extended_to=date(2026, 3, 1), extension_reason="The server burned.")
    YearlyReport.objects.filter(organisation__code="third").update(absent="Our officer is ill.")
    addresses = [at("report-round", found.plan.code, YEAR), at("yearly-report", done.pk)]
    addresses.append(addresses[0] + "?download=csv")
    told = [client_of(cast.reader).get(address).getvalue().decode() for address in addresses]
    assert not any(words in page for page in told for words in ("burned", "officer"))
    page = client_of(cast.reader).get(addresses[0])
    assert [row.record for row in page.context["table"].rows] == [done]
    assert (page.context["counts"].asked, page.context["counts"].approved) == (1, 1)
    (row,) = client_of(cast.reader).get(at("report-rounds")).context["table"].rows
    assert (row.record.asked, row.record.approved) == (1, 1)
    page = client_of(cast.country_team).get(addresses[0])
    assert "burned" in page.content.decode()
    assert "officer" in page.content.decode()
    assert (page.context["counts"].asked, page.context["counts"].approved) == (3, 2)


@pytest.mark.parametrize("name", ["round", "report", "write", "proposals"])
def test_pages_are_light_with_a_full_plan_and_many_entities(cast, name):
    codes = ("ohchr", *(f"entity-{n}" for n in range(25)))
    found = round_made(cast, plan=reported_plan(activities=23), codes=codes)
    report = report_in(cast, found, "draft")
    for activity in found.plan.activities.all()[1:]:
        ReportEntry.objects.create(report=report, activity=activity, text="What was done in the year. " * 20)
    for n in range(60):
        ReportProposal.objects.create(
            report=report, text="What was done. " * 40, page=n, why="like", confidence=0.5, source="a.pdf", position=n
        )
    path = {
        "round": at("report-round", found.plan.code, YEAR),
        "report": at("yearly-report", report.pk),
        "write": at("yearly-report-write", report.pk),
        "proposals": at("yearly-report-proposals", report.pk),
    }[name]
    client = client_of(cast.focal_point)
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(path).status_code == 200
    assert len(queries) <= MOST_QUERIES
    assert transferred_bytes(client, path) < LIMIT


def test_a_round_of_bad_days_is_refused_and_nothing_changes(cast):
    found = round_made(cast)
    values = {"version": found.version, "opens": "2026-03-01", "due": "2026-02-01", "audience": "network"}
    answer = client_of(cast.secretariat).post(at("report-round-edit", found.plan.code, YEAR), values)
    assert answer.status_code == 422
    assert ReportRound.objects.get().due == date(2026, 2, 15)
