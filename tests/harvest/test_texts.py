"""Texts to be read one by one: tables in any encoding, lines, and what is neither."""

from __future__ import annotations

import pytest

from tessera.extraction import UnreadableFile
from tessera.harvest import texts_read


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("texts.csv", b"", "is empty"),
        ("texts.txt", b"", "is empty"),
        ("texts.csv", b"\r\n", "is empty"),
        ("texts.csv", b"words,more\r\na,b\r\n", "no column"),
        ("texts.txt", bytes(range(256)) * 40, "not a text file"),
        ("texts.xlsx", b"PK\x03\x04 and no more", "damaged"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UnreadableFile, match=said):
        texts_read(path)


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        (b"text\r\n", []),
        ("text\r\nProtéger l’accès à l’eau\r\n".encode("utf-16"), ["Protéger l’accès à l’eau"]),
        ("\ufefftext;id\nRatify, and more;1\n".encode(), ["Ratify, and more"]),
        ("id\ttext\r1\tGuaran\x92\r".encode("latin-1"), ["Guaraní"]),
        (b"text\nOne; two; three\nFour\n", ["One; two; three", "Four"]),
        (b'id,Text\n1,""\n2,"a ""b"", c"\n3\n', ["", 'a "b", c', ""]),
    ],
)
def test_a_table_in_any_encoding_gives_one_text_a_row(tmp_path, content, texts):
    path = tmp_path / "texts.csv"
    path.write_bytes(content)
    assert texts_read(path) == texts


def test_of_other_files_each_line_that_is_not_blank_is_a_text(tmp_path):
    path = tmp_path / "texts.txt"
    path.write_bytes(b"Ratify, now\r\n\r\n  Consult \r")
    assert texts_read(path) == ["Ratify, now", "Consult"]
