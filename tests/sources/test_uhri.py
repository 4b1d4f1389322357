"""OHCHR's index: the sample, what is dirty, what is unknown, and real records."""

from __future__ import annotations

import csv
import html
import json
import uuid

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.extraction import UnreadableFile
from tessera.harvest import SourceFile, source_get, source_of
from tessera.recommendations.models import Recommendation
from tests.recommendations.making import annotation, imported

from .reading import read_all, sample

FIELDS = (
    "AnnotationId", "Text", "Symbol", "Body", "Countries", "Regions", "Themes", "Sdgs", "AffectedPersons",
    "AnnotationType", "PublicationDate", "PublicationDateOnUhri", "DocumentId", "UprCycle", "UprPositions",
    "UprRecommendingCountry", "UprRecommendingRegions", "UprSession",
)  # fmt: skip
uhri = source_get("uhri")


def read(**said):
    return uhri.read(json.dumps(annotation(5, **said)).encode())


def test_the_sample_is_read_as_it_is_meant():
    found = [one.record for one in read_all(sample("uhri", "sample.json"))]
    assert [(r.body, r.paragraph, r.kind, r.position) for r in found] == [
        ("cerd", "12", "recommendation", ""),
        ("cerd", "13", "concern", ""),
        ("upr", "106.4", "recommendation", "supported"),
        ("upr", "107.1", "recommendation", "noted"),
    ]
    assert found[0].heading == "A made-up sample"
    assert found[0].themes == ("Racial discrimination", "Right to education")
    assert [s.iso3 for s in found[2].states] == ["NOR", "CIV"]
    assert found[2].text == "(A made-up sample.) Train the police and the courts on how to record hate crimes"
    assert all(r.remarks == () for r in found)


def test_a_spreadsheet_says_what_the_json_says():
    as_json, as_rows = (read_all(sample("uhri", name)) for name in ("sample.json", "sample.xlsx"))
    assert [one.raw.key for one in as_json] == [one.raw.key for one in as_rows]
    assert [one.record for one in as_json] == [one.record for one in as_rows]


@settings(max_examples=60, deadline=None)
@given(st.text(min_size=1).filter(lambda name: name not in FIELDS), st.none() | st.integers() | st.text())
def test_a_field_that_is_not_known_is_always_told(name, value):
    told = name.replace("\x00", "")  # which no database keeps
    assert any(told in remark for remark in read(**{name: value}).remarks)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([f for f in FIELDS if f not in ("AnnotationId", "Text")]),
    st.dictionaries(st.sampled_from("ab"), st.text(), min_size=1) | st.just([{"a": 1}]),
)
def test_a_field_of_another_form_is_told_or_known_to_say_nothing(field, value):
    """Four fields repeat what others say and are left whatever they hold."""
    remarks = read(**{field: value}).remarks
    told = field in ("Regions", "PublicationDateOnUhri", "DocumentId", "UprRecommendingRegions")
    assert told or remarks


@pytest.mark.parametrize(
    ("field", "value", "guess"),
    [
        ("Countries", ["Kyrgystann"], "Kyrgyzstan"),
        ("UprRecommendingCountry", ["Norwey"], "Norway"),
        ("Body", "- CERDD", "CERD"),
        ("AnnotationType", "- Recomendations", "recommendation"),
        ("UprPositions", ["Suported"], "supported"),
    ],
)
def test_a_value_that_is_not_known_is_told_with_what_looks_like_it(field, value, guess):
    told = " ".join(read(**{field: value}).remarks)
    assert "is not known" in told
    assert guess in told


def test_two_sessions_are_told_and_not_silently_one():
    assert any("UprSession" in remark for remark in read(UprSession=["20", "21"]).remarks)


def test_a_theme_called_none_is_a_theme():
    assert read(Themes=["None", None]).themes == ("None",)


def outcomes(shared_data):
    with (shared_data / "uhri" / "uhri-dirty.expected.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What becomes of each element of uhri-dirty.json: words of the reason or remark, and what the record then says.
# Where the expected outcome names two ways, this is the one taken.
SKIPPED = {
    1: "text is missing", 2: "text is missing", 3: "empty once its markup", 5: "the same as an earlier record",
    7: "says something else", 26: "no AnnotationId", 36: "not a record", 37: "not a record",
}  # fmt: skip
REMARKED = {
    8: "is not known", 9: "Kyrgyzstan", 12: "names no country", 13: "names no country", 19: "date is unknown",
    20: "date is unknown", 21: "no such day", 22: "may mean two days", 27: "not a UUID", 28: "read as a recommendation",
    29: "names no mechanism", 30: "contradict", 32: "is not known and was left out", 33: "garbled",
}  # fmt: skip
SAYS = {
    10: {"countries": ("MKD",)}, 11: {"countries": ("TUR",)}, 12: {"countries": ()}, 13: {"countries": ()},
    8: {"countries": ()}, 9: {"countries": ()}, 19: {"date": None}, 20: {"date": None}, 21: {"date": None},
    22: {"date": None}, 23: {"themes_by": ("rule",)}, 28: {"kind": "recommendation"}, 29: {"body": ""},
    30: {"position": "mixed"},
    31: {"cycle": 2, "session": "20"}, 34: {"countries": ("CIV",)},
}  # fmt: skip
TEXTS = {
    15: ("Ensure equality & non-discrimination for Roma and other minorities’ members", ["ESP"]),
    16: ("Tackle hate speech &amp; hate crimes against <minorities>", ["NOR"]),
    17: ("Adopt a national action plan against racism", ["BRA"]),
    18: ("Combat racial profiling", ["GHA"]),
    35: ("Protect the rights of persons belonging to minorities", ["AUT"]),
}


@pytest.mark.shared
@pytest.mark.django_db
def test_every_element_of_the_dirty_export_comes_out_as_expected(shared_data, settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    path = shared_data / "uhri" / "uhri-dirty.json"
    elements = json.loads(path.read_text(encoding="utf-8"))
    done = imported(path)
    skipped = {place: why for _key, place, why in done.skipped}
    remarks: dict[int, str] = {}
    for _key, place, said in done.remarks:
        remarks[place] = f"{remarks.get(place, '')} {said}"
    rows = outcomes(shared_data)
    assert len(rows) == len(elements) == done.read
    wrong = []
    for row in rows:
        index, kind = int(row["index"]), row["class"]
        is_skipped, is_told = index in skipped, index in remarks
        if is_skipped != (kind in ("reject", "skip", "conflict")) or (kind == "warn" and not is_told):
            wrong.append((index, kind, skipped.get(index), remarks.get(index)))
        if SKIPPED.get(index, "") not in skipped.get(index, "") or REMARKED.get(index, "") not in remarks.get(
            index, ""
        ):
            wrong.append((index, "said otherwise", skipped.get(index), remarks.get(index)))
    assert wrong == []
    assert skipped.keys() == SKIPPED.keys()
    for index in (*SAYS, *TEXTS, 14, 24, 25):
        record = Recommendation.objects.get(attestations__key=elements[index]["AnnotationId"])
        for name, value in SAYS.get(index, {}).items():
            assert getattr(record, name) == value, index
        if index in TEXTS:
            assert (record.text, list(record.states)) == TEXTS[index] or record.text.startswith(TEXTS[index][0]), index
            assert "script" not in record.text
    assert len(Recommendation.objects.get(attestations__key=elements[14]["AnnotationId"]).countries) == 2
    assert Recommendation.objects.get(attestations__key=elements[24]["AnnotationId"]).themes == (
        "racial-discrimination", "equality",
    )  # fmt: skip
    trimmed = Recommendation.objects.get(attestations__key=elements[25]["AnnotationId"]).themes
    assert len(trimmed) == len(set(trimmed)) == len(elements[25]["Themes"])


@pytest.mark.shared
@pytest.mark.django_db
def test_an_export_that_was_cut_off_imports_nothing_and_says_so_plainly(shared_data, settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    with pytest.raises(UnreadableFile) as told:
        imported(shared_data / "uhri" / "uhri-truncated.json")
    assert "cut off" in str(told.value)
    assert "\n" not in str(told.value)
    assert not Recommendation.objects.exists()


@pytest.mark.shared
def test_the_real_spreadsheet_says_what_the_real_json_says(shared_data):
    as_json, as_rows = (read_all(shared_data / "uhri" / f"uhri-sample.{form}") for form in ("json", "xlsx"))
    assert len(as_json) == 600
    assert [one.record for one in as_json] == [one.record for one in as_rows]


@pytest.mark.shared
def test_plain_texts_are_those_of_the_sources(shared_data):
    """The adapter sets number, States and closing stop apart; put together again they are the plain text."""
    with (shared_data / "uhri" / "uhri-sample.provenance.csv").open(encoding="utf-8", newline="") as file:
        plain = {row["AnnotationId"]: row["plain_text"] for row in csv.DictReader(file)}
    wrong = []
    for one in read_all(shared_data / "uhri" / "uhri-sample.json"):
        said, expected = one.record, html.unescape(plain[one.raw.key])
        parts = [said.paragraph, *said.text.split()]
        missing = [p for p in parts if p and squeezed(p) not in squeezed(expected)]
        left = len(squeezed(expected)) - len(squeezed(said.paragraph + said.text))
        if missing or left > 40 + sum(len(s.printed) + 6 for s in said.states):
            wrong.append((one.raw.key, missing, left))
    assert wrong == []


def squeezed(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


@pytest.mark.shared
def test_other_headings_of_the_spreadsheet_are_known(shared_data):
    path = shared_data / "uhri" / "uhri-sample-alt-headers.xlsx"
    assert source_of(SourceFile(path, path.name)) == uhri
    found = read_all(path)
    whole = {one.raw.key: one.record for one in read_all(shared_data / "uhri" / "uhri-sample.json")}
    assert len(found) == 50
    for one in found:
        same = msgspec.structs.replace(whole[one.raw.key], remarks=())
        assert msgspec.structs.replace(one.record, remarks=()) == same
        assert one.record.remarks == ()


@pytest.mark.shared
@pytest.mark.parametrize(("name", "count"), [("uhri-real-15.json", 15), ("uhri-cerd-brazil.json", 64)])
def test_real_records_are_read_without_anything_left_over(shared_data, name, count):
    found = read_all(shared_data / "uhri" / name)
    assert len(found) == count
    assert [one.problem for one in found if one.problem] == []
    for one in found:
        assert one.record.text
        assert one.record.body in ("cescr", "cerd")
        assert one.record.paragraph.isdecimal(), one.record.text[:60]
        assert one.record.countries in (("AUS",), ("BRA",))
        assert one.record.remarks == ()
        assert uuid.UUID(one.raw.key)


@pytest.mark.shared
def test_a_part_of_the_export_is_not_measured_by_the_whole(shared_data):
    file = SourceFile(shared_data / "uhri" / "uhri-cerd-brazil.json", "part.json")
    expected = uhri.expected_of(file)
    assert expected.minimum <= 64 <= expected.maximum
    assert expected.whole > 64
