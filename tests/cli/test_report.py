"""`tessera report`: each report is a file, and what cannot be made is said in one sentence."""

from __future__ import annotations

import io

import pytest
from docx import Document

from tessera.cli.frame.run import run


@pytest.fixture
def _recommendations(db, settings, tmp_path):
    from tests.reports.recommending import recommendations_made

    settings.TESSERA_HOME = tmp_path
    recommendations_made(4)


@pytest.mark.usefixtures("_recommendations")
@pytest.mark.parametrize(
    ("name", "options", "file", "beginning"),
    [
        ("country-brief", ["--country", "Nepal"], "brief.docx", b"PK"),
        ("country-brief", ["--country", "NPL", "--lang", "es", "--group", "roma"], "brief.pdf", b"%PDF"),
        ("pack", ["--group", "migrants", "--year", "2030-2031"], "pack.html", b"<!doctype html>"),
        ("pack", ["--country", "NPL", "--for", "government"], "pack.xlsx", b"PK"),
    ],
)
def test_a_report_is_written_to_its_file(tmp_path, name, options, file, beginning):
    assert run(["report", name, *options, "--out", str(tmp_path / file)]) == 0
    assert (tmp_path / file).read_bytes().startswith(beginning)


@pytest.mark.usefixtures("_recommendations")
def test_the_language_is_that_of_the_frame(tmp_path):
    run(["report", "country-brief", "--country", "NPL", "--lang", "fr", "--out", str(tmp_path / "b.docx")])
    assert Document(io.BytesIO((tmp_path / "b.docx").read_bytes())).paragraphs[1].text == "Népal"


@pytest.mark.usefixtures("_recommendations")
@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (
            ["yearly-poem"],
            2,
            "There is no report 'yearly-poem'; known are country-brief, plan-review, desk-review, pack",
        ),
        (["country-brief", "--country", "NPL"], 2, "Say where the file goes with --out FILE."),
        (["country-brief", "--out", "b.pdf"], 1, "Say which country with --country."),
        (["country-brief", "--country", "NPL", "--out", "b.odt"], 2, "can be made as docx, pdf, not as odt"),
        (["country-brief", "--country", "Atlantis", "--out", "b.pdf"], 1, "There is no country “Atlantis”"),
        (["country-brief", "--country", "NPL", "--plan", "AP", "--out", "b.pdf"], 2, "country-brief takes no --plan."),
        (["country-brief", "--country", "NPL", "--lang", "de", "--out", "b.pdf"], 1, "There is no language “de”"),
        (["pack", "--out", "p.pdf"], 1, "Choose a country, a group, a theme, a mechanism or years."),
        (["pack", "--country", "GBR", "--out", "p.pdf"], 1, "No recommendation was found for this choice"),
        (["pack", "--country", "NPL", "--year", "soon", "--out", "p.pdf"], 1, "“soon” is no year"),
    ],
)
def test_what_cannot_be_made_is_said(capsys, arguments, code, sentence):
    assert run(["report", *arguments]) == code
    assert sentence in capsys.readouterr().err


@pytest.mark.usefixtures("_recommendations")
def test_the_list_names_every_report_and_its_formats(capsys):
    assert run(["report", "--list"]) == 0
    said = capsys.readouterr().out
    assert "country-brief" in said
    assert "docx, pdf, xlsx, html" in said
