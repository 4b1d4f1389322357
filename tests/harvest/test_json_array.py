"""Elements of a JSON list that is read in pieces: the same as of the whole, and none of a list that is not whole."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.extraction import UnreadableFile
from tessera.harvest import json_array, json_elements
from tessera.harvest.json_array import is_json_array

TRICKY = ["}", "{", "]", "[", '"', "\\", '\\"', "},", "}]", ",", "}, {", "\u2028", "é", "\n"]
texts = st.lists(st.sampled_from([*TRICKY, "a", " "]), max_size=8).map("".join) | st.text(max_size=10)
plain = st.none() | st.booleans() | st.integers() | texts
values = st.recursive(plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3))
objects = st.dictionaries(texts, values, max_size=4)
blanks = st.sampled_from(["", " ", "\n", "\t", "\r\n  "])


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return tmp_path_factory.mktemp("json") / "list.json"


@pytest.fixture
def small_pieces(monkeypatch):
    def cut(size: int) -> None:
        monkeypatch.setattr(json_array, "CHUNK", size)

    return cut


def written(records, draw, ascii_only: bool) -> str:
    """A JSON list with blanks where JSON allows them."""
    parts = [json.dumps(one, ensure_ascii=ascii_only) for one in records]
    inside = ",".join(f"{draw(blanks)}{part}{draw(blanks)}" for part in parts)
    return f"{draw(blanks)}[{inside or draw(blanks)}]{draw(blanks)}"


def read(path) -> list:
    return [json.loads(bytes(raw)) for raw in json_elements(path, name="list.json")]


@settings(max_examples=150, deadline=None)
@given(st.lists(objects, max_size=8), st.data(), st.integers(1, 60), st.booleans())
def test_a_list_read_in_pieces_of_any_size_gives_the_elements_of_the_whole(path, records, data, size, ascii_only):
    path.write_text(written(records, data.draw, ascii_only), encoding="utf-8")
    before, json_array.CHUNK = json_array.CHUNK, size
    try:
        assert read(path) == records
    finally:
        json_array.CHUNK = before


@settings(max_examples=150, deadline=None)
@given(st.lists(objects, min_size=1, max_size=6), st.data(), st.integers(1, 60))
def test_a_list_that_is_cut_off_anywhere_is_refused(path, records, data, size):
    whole = written(records, data.draw, False).strip().encode()
    path.write_bytes(whole[: data.draw(st.integers(0, len(whole) - 1))])
    before, json_array.CHUNK = json_array.CHUNK, size
    try:
        with pytest.raises(UnreadableFile) as told:
            read(path)
    finally:
        json_array.CHUNK = before
    assert "list.json" in str(told.value)
    assert "\n" not in str(told.value)


@pytest.mark.parametrize(
    "text", ["", " ", "{}", '{"a": 1}', "[{}", "[{},]", "[,{}]", "[{}{}]", "[{}] x", "nothing", "[{]}"]
)
def test_what_is_no_whole_list_is_refused(path, text):
    path.write_text(text)
    with pytest.raises(UnreadableFile):
        read(path)


def test_elements_that_are_no_objects_come_as_they_are(path, small_pieces):
    small_pieces(7)
    path.write_text('[{"a": 1}, null, "a } string", 12, {"b": 2}, "last"]')
    assert read(path) == [{"a": 1}, None, "a } string", 12, {"b": 2}, "last"]


def test_a_mark_of_utf_8_before_the_list_does_not_matter(path):
    path.write_bytes(b"\xef\xbb\xbf [1]")
    assert read(path) == [1]
    assert is_json_array(b"\xef\xbb\xbf\n [")
    assert not is_json_array(b'{"a": [1]}')


def test_an_element_that_never_ends_is_refused_before_memory_is_full(path, small_pieces, monkeypatch):
    small_pieces(100)
    monkeypatch.setattr(json_array, "LARGEST", 1_000)
    path.write_text('[{"a": "' + "x" * 10_000)
    with pytest.raises(UnreadableFile):
        read(path)
