"""Reports of special procedures: made-up ones, of visits and on themes."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tessera.harvest import SourceFile, Unrecognized, extract_file, source_of

FRONT = """A/HRC/99/{symbol}
Distr.: General 4 June 2031
Human Rights Council
Ninety-ninth session
Agenda item 3
{title}
Summary
Nothing of this was ever written.
I. Introduction
1. This is made up.
V. Conclusions and recommendations
"""


def made(
    folder, *paragraphs, title="Visit to Nepal\nReport of the Special Rapporteur on minority issues", symbol="62/Add.1"
):
    path = folder / "report.txt"
    path.write_text(FRONT.format(title=title, symbol=symbol) + "\n".join(paragraphs) + "\n", encoding="utf-8")
    return path


def test_the_sample_is_read_as_it_is_printed():
    with as_file(files("tessera.sources.special_procedure").joinpath("sample.txt")) as path:
        found = extract_file(path)
    own = found.document
    assert (own.symbol, own.mechanism, own.country) == ("A/HRC/99/62/Add.1", "sr-minority-issues", "NPL")
    assert (own.date, own.session) == ("2031-06-04", "99")
    assert own.title == "Visit to Nepal: Report of the Special Rapporteur on minority issues"
    assert [(r.paragraph, r.heading, r.addressees) for r in found.recommendations] == [
        ("4", "To the Government", ("state",)),
        ("5", "To the Government", ("state",)),
        ("6", "To the United Nations country team", ("un",)),
        ("7", "To civil society and the media", ("civil-society", "media")),
    ]
    assert found.recommendations[0].text.endswith("(a) Count languages, with consent; (b) Publish what was counted.")
    assert [str(remark) for remark in found.remarks] == [
        "Under the heading of recommendations, these were not read as recommending: paragraphs 8."
    ]


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Report of the Special Rapporteur on minority issues, A. N. Other", "sr-minority-issues"),
        ("Report of the independent expert on minority issues, A. N. Other", "sr-minority-issues"),
        ("Report submitted by the Independent Expert on minority issues", "sr-minority-issues"),
        (
            "Report of the Special Rapporteur on the situation of human rights and fundamental freedoms of indigenous "
            "people",
            "sr-indigenous-peoples",
        ),
        ("Report of the Working Group of Experts on People of African Descent on its visit", "wg-african-descent"),
        (
            "Note by the Secretariat: The Secretariat has the honour to transmit the report of the Special Rapporteur "
            "on the right to education",
            "sr-education",
        ),
    ],
)
def test_a_mandate_is_one_under_its_present_and_its_former_name(tmp_path, printed, code):
    found = extract_file(made(tmp_path, "2. The State should listen.", title=f"Visit to Nepal\n{printed}"))
    assert (found.document.mechanism, found.document.country, found.remarks) == (code, "NPL", ())


def test_a_mandate_that_is_not_known_is_kept_as_printed_and_told(tmp_path):
    found = extract_file(
        made(tmp_path, "2. States should listen.", title="Report of the Special Rapporteur on samples")
    )
    assert found.document.mechanism == "Special Rapporteur on samples"
    assert "“Special Rapporteur on samples” is not known" in str(found.remarks[0])


def test_reports_on_themes_ask_only_those_whom_they_name(tmp_path):
    told = made(
        tmp_path,
        "2. The Special Rapporteur recommends that States, UNESCO and the Government of Chad, through the media, act.",
        "3. Schools should be open.",
        title="Report of the Special Rapporteur on minority issues",
        symbol="62",
    )
    first, second = extract_file(told).recommendations
    assert (first.addressees, first.countries) == (("state", "un"), ("TCD",))
    assert second.addressees == ()


def test_a_lead_says_whom_the_paragraphs_below_it_ask(tmp_path):
    told = made(
        tmp_path, "2. The Special Rapporteur calls upon donors to do as follows:", "3. Fund schools.", "4. Ask first."
    )
    assert [(r.paragraph, r.addressees) for r in extract_file(told).recommendations] == [
        ("3", ("donors",)),
        ("4", ("donors",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The Committee on the Elimination of Racial Discrimination recommended that the State act.",
        "The Special Rapporteur was encouraged by what she saw.",
        "Many people live in poor houses.",
        "At the invitation of the Government, the mandate holder went there.",
    ],
)
def test_what_describes_is_not_taken(tmp_path, text):
    told = made(tmp_path, f"2. {text}", "3. The State should listen.")
    assert [r.paragraph for r in extract_file(told).recommendations] == ["3"]


@pytest.mark.parametrize(
    "title",
    [
        "Report of the Working Group on the Universal Periodic Review",
        "Report of the High Commissioner for Human Rights on what the Special Rapporteur on minority issues said",
        "Compilation prepared by the Office, citing the report of the Special Rapporteur on minority issues",
    ],
)
def test_other_documents_that_name_a_mandate_are_not_its_reports(tmp_path, title):
    path = made(tmp_path, "2. The State should listen.", title=title)
    with pytest.raises(Unrecognized):
        source_of(SourceFile(path, path.name), only_documents=True)


def test_reports_in_french_and_spanish_are_read_as_far_as_they_go(tmp_path):
    french = made(
        tmp_path,
        "2. Le Rapporteur spécial recommande au Gouvernement de former les enseignants.",
        "3. Les médias devraient écouter.",
        title="Visite au Tchad\nRapport du Rapporteur spécial sur les questions relatives aux minorités",
    )
    found = extract_file(french)
    assert (found.document.mechanism, found.document.country) == ("sr-minority-issues", "TCD")
    assert [r.addressees for r in found.recommendations] == [("state",), ("media",)]
    spanish = made(
        tmp_path,
        "2. La Relatora Especial recomienda al Gobierno que forme a los docentes.",
        title="Visita al Perú\nInforme de la Relatora Especial sobre cuestiones de las minorías",
    )
    found = extract_file(spanish)
    assert (found.document.country, [r.addressees for r in found.recommendations]) == ("PER", [("state",)])


asking = st.sampled_from(["The Government should {}.", "The Special Rapporteur urges the authorities to {}.", "{}."])
verbs = st.sampled_from(["Train teachers", "Print books", "Count languages"])
telling = st.sampled_from(["Teachers print books.", "Languages are many.", "A committee recommended books."])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=30)
@given(st.lists(st.one_of(st.tuples(asking, verbs), st.tuples(telling, st.just(""))), min_size=1, max_size=12))
def test_every_asking_paragraph_comes_once_in_order_and_no_other(tmp_path, told):
    paragraphs = [f"{n}. {form.format(verb)}" for n, (form, verb) in enumerate(told, start=2)]
    asked = [str(n) for n, (_form, verb) in enumerate(told, start=2) if verb]
    path = made(tmp_path, *paragraphs)
    if asked:
        assert [r.paragraph for r in extract_file(path).recommendations] == asked
    else:
        with pytest.raises(Unrecognized):
            extract_file(path)
