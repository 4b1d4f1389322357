"""Saved web pages: what a reader sees, paragraph by paragraph."""

from __future__ import annotations

import pytest

from tessera.extraction import UnreadableFile, read_blocks


def blocks(folder, html, name="page.html"):
    path = folder / name
    path.write_bytes(html if isinstance(html, bytes) else html.encode())
    return [(b.number, b.text) for b in read_blocks(path).blocks]


def test_paragraphs_headings_and_items_are_blocks_and_what_is_hidden_is_left_out(tmp_path):
    page = """<!DOCTYPE html><html><head><title>No</title><script>no()</script></head><body><h1>A title</h1>
    <p>One <b>bold</b> word<br>and a new line.</p><ul><li>first</li><li>(a) second</li></ul><style>p{}</style></body>"""
    assert blocks(tmp_path, page) == [
        ("", "A title"),
        ("", "One bold word"),
        ("", "and a new line."),
        ("•", "first"),
        ("", "(a) second"),
    ]


def test_it_is_told_by_its_bytes_and_not_by_its_name(tmp_path):
    assert blocks(tmp_path, "<html><body><p>Text</p></body></html>", "page.txt") == [("", "Text")]
    assert blocks(tmp_path, "a < b and <html> is a word", "words.txt") == [("", "a < b and <html> is a word")]


@pytest.mark.parametrize("charset", ["utf-8", "cp1252"])
def test_accents_are_read_in_either_encoding(tmp_path, charset):
    page = f"<html><head><meta charset='{charset}'></head><body><p>Côte d’Ivoire</p></body></html>"
    assert blocks(tmp_path, page.encode(charset)) == [("", "Côte d’Ivoire")]


def test_a_page_without_words_is_refused_in_a_sentence(tmp_path):
    with pytest.raises(UnreadableFile, match="holds no text"):
        blocks(tmp_path, "<html><body><script>1</script></body></html>")


def test_elements_within_one_another_without_end_are_no_danger(tmp_path):
    page = "<html><body>" + "<div>" * 5_000 + "deep" + "</div>" * 5_000 + "<p>shallow</p></body></html>"
    try:
        found = blocks(tmp_path, page)
    except UnreadableFile:
        return
    assert ("", "shallow") in found or found
