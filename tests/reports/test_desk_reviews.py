"""Reports of the desk review: figures are the database's, texts as written, the frame in the language asked."""

from __future__ import annotations

import io
from datetime import date
from itertools import pairwise

import pypdfium2
import pytest
from docx import Document

from tessera.cli.frame.run import run
from tessera.desk_review.services.judging import criterion_rate
from tessera.network.models.audience import OPERATOR
from tessera.reports.desk_reviews.making import FORMATS, report_file, report_told
from tessera.reports.desk_reviews.one import document_told
from tessera.reports.written import Heading, Linked, Quote, Table
from tessera.reports.written.model import runs_of, texts_of
from tests.desk_review.making import days_over, document_made

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_files(settings, tmp_path):
    settings.TESSERA_HOME, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


@pytest.fixture
def document():
    return document_made()


def told(document):
    return document_told(OPERATOR, document, language="en", today=date(2031, 5, 1))


def test_every_criterion_that_applies_stands_in_the_scorecard_with_its_passages(document):
    written = told(document)
    table = next(part for part in written.parts if isinstance(part, Table))
    ratings = document.ratings.exclude(machine="not-applicable")
    assert len(table.rows) == ratings.count()
    numbers = [cell.text if isinstance(cell, Linked) else cell for _c, _p, _m, cell in table.rows]
    assert numbers == [str(len(one.passages)) for one in ratings]
    quoted = [part for part in written.parts if isinstance(part, Quote)]
    texts = set(document.passages.values_list("text", flat=True))
    assert quoted
    assert all(one.text in texts for one in quoted)
    assert all("paragraph" in "".join(run.text for run in runs_of(one.source)) for one in quoted)


def test_what_was_not_found_is_never_called_silent_until_a_person_says_so(document, cast):
    rating = document.ratings.filter(machine="approaches").first()
    sentences = " ".join(texts_of(told(document).parts))
    assert "Silent, as a person found" not in sentences
    days_over(document)
    criterion_rate(rating=rating, version=1, by=cast.focal_point, said="silent", reason="Not a word on it")
    sentences = " ".join(texts_of(told(document).parts))
    assert "Silent, as a person found after the country team could comment" in sentences
    assert "Not a word on it" in sentences


def test_the_frame_is_in_the_language_asked_and_the_text_as_written(document):
    french = document_told(OPERATOR, document, language="fr", today=date(2031, 5, 1))
    assert "arlandie (fictive)" in french.subtitle.casefold()
    assert any("38 per cent" in part.text for part in french.parts if isinstance(part, Quote))


@pytest.mark.parametrize("form", FORMATS)
def test_a_report_of_several_documents_is_made_in_every_format(document, form):
    documents = [document, document_made("undaf.fr.html")]
    body = report_file(OPERATOR, documents, form=form, language="en")
    if form == "docx":
        headings = [one.text for one in Document(io.BytesIO(body)).paragraphs if one.style.name == "Heading 1"]
        assert "What the scorecards say" in headings
    elif form == "pdf":
        text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(body))
        assert "What the scorecards say" in text
    elif form == "xlsx":
        assert body.startswith(b"PK")
    else:
        assert "Minority groups are named" in body.decode()


def test_arabic_letters_with_vowel_signs_are_set_in_drawings(document):
    assert report_file(OPERATOR, [document], form="pdf", language="ar").startswith(b"%PDF")


def test_levels_of_headings_are_not_skipped(document):
    written = report_told(OPERATOR, [document, document_made("cca.fr.html")], language="en")
    levels = [part.level for part in written.parts if isinstance(part, Heading)]
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize(
    ("options", "code", "sentence"),
    [
        (["--document", "1234567"], 1, "There is no reviewed document 1234567."),
        (["--document", "first"], 1, "“first” is no number of a document."),
        (["--kind", "poem"], 1, "There is no kind of document “poem”"),
        (["--region", "africa"], 1, "No country document that was reviewed fits."),
        (["--country", "Atlantis"], 1, "There is no country “Atlantis”."),
        (["--document", "1", "--kind", "cca"], 1, "not both"),
        (["--by", "merit"], 1, "There is no column “merit”"),
        (["--plan", "AP"], 2, "desk-review takes no --plan."),
    ],
)
def test_what_cannot_be_chosen_is_said(document, tmp_path, capsys, options, code, sentence):
    assert run(["report", "desk-review", *options, "--out", str(tmp_path / "r.html")]) == code
    assert sentence in capsys.readouterr().err


def test_a_report_is_made_on_the_command_line(document, tmp_path):
    out = tmp_path / "r.html"
    assert run(["report", "desk-review", "--country", "XAR", "--kind", "cca", "--out", str(out)]) == 0
    assert "Desk review: Common Country Analysis" in out.read_text(encoding="utf-8")
