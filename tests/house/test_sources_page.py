"""The page of sources says what source.yml says."""

from __future__ import annotations

import re

import pytest

from tessera.harvest import Source, adapters
from tessera.harvest.adapters import Expected

from .tree import ROOT

PAGE = ROOT / "docs" / "reference" / "sources.md"


def rows() -> dict[str, tuple[str, str]]:
    text = PAGE.read_text(encoding="utf-8")
    found = re.findall(r"^\| `([\w-]+)` \| ([^|]+) \| ([^|]+) \|$", text, re.MULTILINE)
    return {code: (formats.strip(), numbers.strip()) for code, formats, numbers in found}


def numbers_of(source: Source) -> str:
    said = [words_of(form, bounds) for form, bounds in source.expected.items() if bounds != Expected()]
    return "; ".join(said) or "any number"


def words_of(form: str, bounds: Expected) -> str:
    whole = f" (whole: {bounds.whole:,})" if bounds.whole else ""
    return f"{form}: {bounds.minimum:,} to {bounds.maximum:,}{whole}"


@pytest.mark.parametrize("source", adapters(), ids=lambda source: source.code)
def test_the_page_tells_forms_and_numbers_of(source):
    assert source.code in rows(), f"no row for {source.code} on the page of sources"
    assert rows()[source.code] == (", ".join(source.formats), numbers_of(source))
    assert f"## {source.code}" in PAGE.read_text(encoding="utf-8")


def test_the_page_tells_of_no_source_that_is_not_there():
    assert rows().keys() == {source.code for source in adapters()}


def test_the_fields_of_a_spreadsheet_are_on_the_page():
    (source,) = (one for one in adapters() if one.fields)
    part = PAGE.read_text(encoding="utf-8").split("## spreadsheet")[1]
    assert [name for name in source.fields if f"`{name}`" not in part] == []


@pytest.mark.parametrize("source", adapters(), ids=lambda source: source.code)
def test_numbers_are_of_forms_that_the_source_has(source):
    assert source.expected.keys() <= set(source.formats)
    assert all(0 <= b.minimum <= max(b.minimum, b.whole) <= b.maximum for b in source.expected.values())
