"""Documents of regional bodies, one made-up text for each layout, and tables."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest

from tessera.harvest import SourceFile, extract_file, source_of

LAYOUTS = {
    "fcnm": (
        "ACFC/OP/V(2031)001\nADVISORY COMMITTEE ON THE FRAMEWORK CONVENTION FOR THE PROTECTION OF NATIONAL MINORITIES\n"
        "Fifth Opinion on Estonia\nAdopted on 22 February 2031\nRECOMMENDATIONS FOR IMMEDIATE ACTION\n"
        "The Advisory Committee calls on the authorities to:\n"
        "➢ adopt a made-up law, in consultation with\nthose concerned;\n"
        "➢ print it.\nFURTHER RECOMMENDATIONS\n➢ read it.\nI. KEY FINDINGS\n1. This is made up.\n"
        "2. The Advisory Committee asks the authorities to count.\n",
        ("ACFC/OP/V(2031)001", "fcnm", "EST", "2031-02-22"),
        {"2": "The Advisory", "": "adopt a made-up law, in consultation with those concerned;"},
        4,
    ),
    "resolution": (
        "Resolution CM/ResCMN(2031)9\non the implementation of the Framework Convention for the Protection of "
        "National Minorities by Slovenia\n(Adopted by the Committee of Ministers on 30 November 2031)\n"
        "2. Adopts the following recommendations in respect of Slovenia:\nRecommendations for immediate action:\n"
        "- review samples;\n3. Invites the Government of Slovenia:\na. to continue the dialogue.\n",
        ("CM/ResCMN(2031)9", "coe-committee-of-ministers", "SVN", "2031-11-30"),
        {"": "review samples;", "3.a": "to continue the dialogue."},
        2,
    ),
    "charter": (
        "Recommendation CM/RecChL(2031)1\nof the Committee of Ministers to member States on the application of the "
        "European Charter for Regional or Minority Languages by Poland\n(Adopted by the Committee of "
        "Ministers on 4 March 2031)\n"
        "Recommends that the authorities of Poland, as a matter of priority:\n1. print books;\n2. read them.\n",
        ("CM/RecChL(2031)1", "coe-committee-of-ministers", "POL", "2031-03-04"),
        {"1": "print books;", "2": "read them."},
        2,
    ),
    "iachr": (
        "OEA/Ser.L/V/II. Doc. 620\nINTER-AMERICAN COMMISSION ON HUMAN RIGHTS\nTHE SITUATION OF SAMPLES "
        "IN THE AMERICAS\n"
        "Approved by the Inter-American Commission on Human Rights on December 5, 2031\nI. INTRODUCTION\n1. Nothing.\n"
        "200. The Commission recommends that the\nStates:\n1. Adopt laws, including:\na. one; and\nb. another.\n"
        "2. Collect them.\n201. The Commission will go on.\n",
        ("OEA/Ser.L/V/II. Doc. 620", "iachr", "", "2031-12-05"),
        {"200.1": "Adopt laws, including: a. one; and b. another.", "200.2": "Collect them."},
        2,
    ),
    "achpr": (
        "African Commission on Human and Peoples' Rights\nConcluding Observations and Recommendations on the 60th "
        "Periodic Report of the Republic of Namibia\nAdopted on 4 November 2031\nI. Introduction\n1. It was examined.\n"
        "2. The African Commission recommends that the Government of Namibia:\nNational human rights institutions\n"
        "i. Strengthen them.\nii. Fund them.\n",
        ("", "achpr", "NAM", "2031-11-04"),
        {"2.i": "Strengthen them.", "2.ii": "Fund them."},
        2,
    ),
    "achpr-resolution": (
        "Resolution on Made-up Samples - ACHPR/Res.9455 (LXVI) 2031\nThe African Commission on Human "
        "and Peoples' Rights\n"
        "Recalling its mandate;\nCondemns errors;\nUrges the Government of Kenya to listen;\n"
        "Decides to extend the mandate.\nDone in Banjul, on 7 August 2031\n",
        ("ACHPR/Res.9455 (LXVI) 2031", "achpr", "", "2031-08-07"),
        {"": "Decides to extend the mandate."},
        2,
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_each_layout_is_read(layout, tmp_path):
    text, told, paragraphs, count = LAYOUTS[layout]
    path = tmp_path / "document.txt"
    path.write_text(text, encoding="utf-8")
    found = extract_file(path)
    own = found.document
    assert (own.symbol, own.mechanism, own.country, own.date) == told
    assert len(found.recommendations) == count
    for paragraph, words in paragraphs.items():
        assert any(r.paragraph == paragraph and r.text.startswith(words) for r in found.recommendations), paragraph


def test_what_ecri_checks_again_is_told_and_its_lists_are_not_read_twice():
    with as_file(files("tessera.sources.regional").joinpath("sample.txt")) as path:
        found = extract_file(path)
    assert (found.document.symbol, found.document.mechanism, found.document.country) == ("CRI(2031)7", "ecri", "NPL")
    assert [(r.paragraph, r.kind) for r in found.recommendations] == [
        ("2", "recommendation"),
        ("4", "follow-up-request"),
    ]


def test_ecri_conclusions_assess(tmp_path):
    path = tmp_path / "conclusions.txt"
    path.write_text(
        "CRI(2031)25\nECRI CONCLUSIONS ON THE IMPLEMENTATION OF THE RECOMMENDATIONS IN RESPECT OF GERMANY SUBJECT TO "
        "INTERIM FOLLOW-UP\nAdopted on 10 December 2031\n1. ECRI recommended samples.\nECRI considers that this "
        "recommendation has been partially implemented.\n",
        encoding="utf-8",
    )
    (one,) = extract_file(path).recommendations
    assert (one.kind, extract_file(path).document.country) == ("assessment", "DEU")


def test_thematic_recommendations_are_read_once_without_their_explanation(tmp_path):
    path = tmp_path / "thematic.txt"
    path.write_text(
        "The Nowhere Recommendations\non Samples and National Minorities\n& Explanatory Note\nNovember 2031\n"
        "OSCE High Commissioner on National Minorities\nI. General principles\n1. States should ensure samples.\n"
        "Explanatory Note\n1. States should read this.\n",
        encoding="utf-8",
    )
    found = extract_file(path)
    assert (found.document.mechanism, found.document.year) == ("osce-hcnm", 2031)
    assert [(r.paragraph, r.addressees) for r in found.recommendations] == [("1", ("state",))]


def test_a_table_of_regional_recommendations_is_read_and_what_is_unknown_is_told(tmp_path):
    path = tmp_path / "table.csv"
    path.write_text(
        "Body,Country,Recommendation,Document,Adopted,Type,Colour\n"
        "ECRI,Slovenia,The authorities should listen,A report,2031-04-03,Priority,red\n"
        "FCNM,Serbia; Georgia,Count languages,An opinion,22 February 2032,Further recommendation,\n"
        "ACHPR,Namibya,Ask first,,2033,Odd,\n",
        encoding="utf-8",
    )
    assert source_of(SourceFile(path, path.name)).code == "regional"
    found = extract_file(path)
    first, second, third = found.recommendations
    assert (first.kind, first.document.mechanism, first.document.country) == ("follow-up-request", "ecri", "SVN")
    assert (second.countries, second.document.date) == (("SRB", "GEO"), "2032-02-22")
    assert (third.kind, third.document.year, third.document.country) == ("recommendation", 2033, "")
    assert [str(remark) for remark in found.remarks] == [
        "The column “Colour” is not known and was left out.",
        "The country “Namibya” is not known; nearest: Namibia.",
        "The kind “Odd” is not known; it was taken for a recommendation.",
    ]


def test_tables_of_other_bodies_are_not_claimed(tmp_path):
    path = tmp_path / "other.csv"
    path.write_text("Body,Country,Recommendation\nCERD,Nepal,Listen\nUPR,Nepal,Read\n", encoding="utf-8")
    assert not source_of_code(path)


def source_of_code(path):
    from tessera.sources.regional.adapter import recognizes

    return recognizes(SourceFile(path, path.name))
