"""Citations, letter by letter: with and without a symbol, of joint documents, of the ILO, of special procedures."""

from __future__ import annotations

from datetime import date

import pytest

from tessera.recommendations.models import Document, Recommendation
from tessera.reports import citations
from tessera.reports.citations import Cited, cite_apa, cite_bibtex, cite_chicago, cite_ris, cite_un
from tessera.reports.recommendation_citation import recommendation_cited

COMMITTEE = "Committee on the Elimination of Racial Discrimination"
KEPT = "https://tessera.example/recommendations/7/"


def cited(*, symbol: str = "", title: str = "", printed: str = "", **fields) -> Cited:
    document = Document(symbol=symbol, title=title) if symbol else None
    one = Recommendation(pk=7, document=document, kind="recommendation", text="Do it", **fields)
    return recommendation_cited(one, symbol=printed, title="" if symbol else title, kept_at=KEPT)


@pytest.fixture
def committee() -> Cited:
    return cited(
        symbol="CERD/C/NPL/CO/17-23", body="cerd", countries=("NPL",), paragraph="12 (a)", date=date(2018, 5, 29)
    )


def test_a_committees_paragraph_in_un_style(committee):
    assert cite_un(committee) == f"{COMMITTEE}, Concluding observations on Nepal (CERD/C/NPL/CO/17-23), para. 12 (a)."


def test_the_same_in_apa_style(committee):
    assert cite_apa(committee) == (
        f"{COMMITTEE}. (2018, May 29). Concluding observations on Nepal (CERD/C/NPL/CO/17-23), para. 12 (a). "
        "https://undocs.org/CERD/C/NPL/CO/17-23"
    )


def test_the_same_in_chicago_style(committee):
    assert cite_chicago(committee) == (
        f"{COMMITTEE}, “Concluding observations on Nepal,” UN Doc. CERD/C/NPL/CO/17-23, May 29, 2018, para. 12 (a), "
        "https://undocs.org/CERD/C/NPL/CO/17-23."
    )


def test_the_same_for_bibtex(committee):
    assert cite_bibtex(committee) == (
        "@techreport{CERD-C-NPL-CO-17-23-12-a,\n"
        f"  author = {{{{{COMMITTEE}}}}},\n"
        "  title = {{Concluding observations on Nepal}},\n"
        "  institution = {United Nations},\n"
        "  number = {CERD/C/NPL/CO/17-23},\n"
        "  year = {2018},\n"
        "  month = {5},\n"
        "  note = {para. 12 (a)},\n"
        "  url = {https://undocs.org/CERD/C/NPL/CO/17-23}\n"
        "}\n"
    )


def test_the_same_for_ris(committee):
    assert cite_ris(committee) == (
        "TY  - RPRT\r\n"
        f"AU  - {COMMITTEE},\r\n"
        "TI  - Concluding observations on Nepal\r\n"
        "PB  - United Nations\r\n"
        "M1  - CERD/C/NPL/CO/17-23\r\n"
        "PY  - 2018\r\n"
        "DA  - 2018/05/29\r\n"
        "SE  - para. 12 (a)\r\n"
        "UR  - https://undocs.org/CERD/C/NPL/CO/17-23\r\n"
        "ID  - CERD/C/NPL/CO/17-23 12 (a)\r\n"
        "ER  - \r\n"
    )


def test_a_report_of_the_review_is_the_councils():
    one = cited(symbol="A/HRC/17/5", body="upr", countries=("NPL",), paragraph="106.12", year=2011)
    title = "Report of the Working Group on the Universal Periodic Review: Nepal"
    assert cite_un(one) == f"Human Rights Council, {title} (A/HRC/17/5), para. 106.12."
    assert cite_apa(one) == (
        f"United Nations Human Rights Council. (2011). {title} (A/HRC/17/5), para. 106.12. "
        "https://undocs.org/A/HRC/17/5"
    )


def test_without_a_symbol_the_review_and_who_recommended_tell_where_it_is():
    one = cited(body="upr", countries=("NPL",), session="10", year=2011, states_printed=("Austria",))
    title = "Universal Periodic Review of Nepal, 10th session of the Working Group, recommendation by Austria"
    assert cite_un(one) == f"Human Rights Council, {title} (2011)."
    assert cite_apa(one) == f"United Nations Human Rights Council. (2011). {title}. {KEPT}"
    assert cite_chicago(one) == f"Human Rights Council, “{title},” 2011, {KEPT}."


def test_a_joint_document_bears_both_symbols_and_both_committees():
    one = cited(
        symbol="CEDAW/C/GC/31",
        body="cedaw",
        printed="CEDAW/C/GC/31–CRC/C/GC/18",
        title="Joint general recommendation on harmful practices",
        paragraph="7",
        year=2014,
    )
    assert cite_un(one) == (
        "Committee on the Elimination of Discrimination against Women and Committee on the Rights of the Child, "
        "Joint general recommendation on harmful practices (CEDAW/C/GC/31-CRC/C/GC/18), para. 7."
    )
    assert one.url == "https://undocs.org/CEDAW/C/GC/31"


def test_a_hyphen_between_two_symbols_joins_them_as_a_dash_does():
    one = cited(symbol="CEDAW/C/GC/31", body="cedaw", printed="CEDAW/C/GC/31-CRC/C/GC/18", paragraph="7", year=2014)
    assert one.symbols == ("CEDAW/C/GC/31", "CRC/C/GC/18")
    assert cited(symbol="CERD/C/NPL/CO/17-23", body="cerd").symbols == ("CERD/C/NPL/CO/17-23",)


def test_the_ilo_is_cited_by_convention_year_and_session():
    one = cited(
        body="ceacr",
        countries=("NPL",),
        title="Discrimination (Employment and Occupation) Convention, 1958 (No. 111)",
        heading="Direct Request",
        session="105",
        year=2015,
    )
    assert cite_un(one) == (
        "Committee of Experts on the Application of Conventions and Recommendations, Direct request (CEACR), adopted "
        "2015, published 105th ILC session (2016): Discrimination (Employment and Occupation) Convention, 1958 "
        "(No. 111) – Nepal."
    )
    assert "  institution = {International Labour Organization}" in cite_bibtex(one)


def test_a_special_procedures_report_has_the_title_of_the_mandate():
    one = cited(
        symbol="A/HRC/40/64/ADD.1", body="sr-minority-issues", countries=("BWA",), paragraph="81", date=date(2019, 1, 8)
    )
    assert cite_un(one) == (
        "Human Rights Council, Report of the Special Rapporteur on minority issues: Botswana (A/HRC/40/64/ADD.1), "
        "para. 81."
    )


def test_what_tex_or_ris_would_take_for_a_sign_is_escaped():
    one = Cited(("Body & Co_",), "50 % of {all} #1\n$x^2$ ~ \\end", symbols=("A/1",), key="A/1 §2")
    told = cite_bibtex(one)
    assert r"author = {{Body \& Co\_}}" in told
    assert r"title = {{50 \% of \{all\} \#1 \$x\textasciicircum{}2\$ \textasciitilde{} \textbackslash{}end}}" in told
    assert told.startswith("@techreport{A-1-2,")
    assert "TI  - 50 % of {all} #1 $x^2$ ~ \\end\r\n" in cite_ris(one)


def test_only_symbols_of_the_un_lead_to_its_documents():
    assert citations.document_address("A/HRC/17/5") == "https://undocs.org/A/HRC/17/5"
    assert citations.document_address("CRI(2020)4") == ""
    assert citations.document_address('A/1"><b>') == "https://undocs.org/A/1%22%3E%3Cb%3E"


@pytest.mark.parametrize(
    ("number", "said"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (11, "11th"), (112, "112th"), (105, "105th")]
)
def test_ordinals(number, said):
    assert citations.ordinal(number) == said
