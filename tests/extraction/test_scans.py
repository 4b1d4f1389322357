"""Pages that are pictures: read by Tesseract where it is installed, and named where they are not."""

from __future__ import annotations

import shutil
import zlib
from pathlib import Path

import pytest

from tessera.extraction import UnreadableFile, tesseract
from tessera.extraction.apart import Bounds, read_passages_apart
from tessera.extraction.passages import ScanLimits, read_passages
from tessera.extraction.passages.scans import page_list

from .pdf_making import pdf_of

SENTENCE = "Roma wait for water in the made-up valley, as the survey of the winter says."
WORDS = f"BT /F1 10 Tf 80 500 Td ({SENTENCE}) Tj ET".encode()
PICTURE = b"q 595 0 0 842 0 0 cm /X Do Q"
READ = "4. Roma children of the invented valley go to a school of their own."
HEAD = "\t".join(f"column {at}" for at in range(12))


def pdf_with(path: Path, contents: list[bytes]) -> Path:
    """A page for each content; /X is a white picture."""
    kids = b" ".join(b"%d 0 R" % (5 + 2 * at) for at in range(len(contents)))
    data = zlib.compress(b"\xff" * 100)
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width 10 /Height 10 /ColorSpace /DeviceGray /BitsPerComponent 8 "
        b"/Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(data), data)
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (kids, len(contents)),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        picture,
    ]
    for at, content in enumerate(contents):
        resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X 4 0 R >> >>"
        page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents %d 0 R %s >>"
        objects += [
            page % (6 + 2 * at, resources),
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
        ]
    path.write_bytes(pdf_of(objects))
    return path


def table(text: str, *, certainty: int = 91) -> str:
    rows = [HEAD, "\t".join(["1", *["0"] * 9, "-1", ""])]
    for at, word in enumerate(text.split(), start=1):
        rows.append(
            "\t".join(map(str, [5, 1, 1, 1, 1 + at // 9, at, 90 * at, 400 + 50 * (at // 9), 80, 39, certainty, word]))
        )
    return "\n".join(rows)


@pytest.fixture
def program(tmp_path, monkeypatch):
    """A program in Tesseract's place that says what the test wants said."""

    def made(said: str = "", *, languages: str = "eng\nfra\nrus\nosd", instead: str = "") -> Path:
        folder = tmp_path / "programs"
        folder.mkdir()
        (folder / "said").write_text(said)
        script = folder / "tesseract"
        script.write_text(
            f'#!/bin/sh\nif [ "$1" = --list-langs ]; then printf "List of available languages (4):\\n{languages}\\n"; '
            f'else cat > /dev/null; {instead or f"cat {folder}/said"}; echo "$@" >> "{folder}/asked"; fi\n'
        )
        script.chmod(0o755)
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        return folder / "asked"

    yield made
    tesseract.languages_installed.cache_clear()


@pytest.fixture
def no_program(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))


def test_a_scanned_page_says_how_sure_its_reading_is_and_the_others_say_nothing(program, tmp_path):
    asked = program(table(READ))
    document = read_passages(pdf_with(tmp_path / "a.pdf", [WORDS, PICTURE]))
    assert [(one.text, one.page, one.certainty) for one in document.passages] == [
        (SENTENCE, 1, None),
        (READ.removeprefix("4. "), 2, 0.91),
    ]
    assert [str(one) for one in document.remarks] == [
        "Pages that are pictures; their text was recognized by Tesseract and may hold errors: 2."
    ]
    assert asked.exists() is True


def test_only_the_languages_in_the_script_of_the_first_page_are_asked_for_on_the_next(program, tmp_path):
    program(table(READ))
    read_passages(pdf_with(tmp_path / "a.pdf", [PICTURE, PICTURE]))
    assert "-l eng+fra+rus --psm 1" in read_asked(tmp_path)[0]
    assert "-l eng+fra --psm 1" in read_asked(tmp_path)[1]


def read_asked(folder: Path) -> list[str]:
    return (folder / "programs" / "asked").read_text().splitlines()


def test_no_more_pages_are_read_than_the_limit_says_and_the_others_are_named(program, tmp_path):
    program(table(READ))
    path = pdf_with(tmp_path / "a.pdf", [PICTURE] * 6)
    document = read_passages(path, scans=ScanLimits(pages=2))
    assert len(read_asked(tmp_path)) == 2
    assert "because there are too many or it took too long: 3–6." in str(document.remarks[1])


def test_a_page_that_takes_too_long_is_given_up_and_the_time_for_all_is_kept(program, tmp_path):
    program(instead="exec sleep 60")
    path = pdf_with(tmp_path / "a.pdf", [WORDS, PICTURE, PICTURE, PICTURE])
    document = read_passages(path, scans=ScanLimits(pages=10, page_seconds=1, seconds=1))
    assert [str(one) for one in document.remarks] == [
        "Pages that are pictures and were not read, because there are too many or it took too long: 2–4."
    ]


def test_what_the_program_is_not_sure_of_is_left_out_and_said(program, tmp_path):
    program(table(READ, certainty=12))
    document = read_passages(pdf_with(tmp_path / "a.pdf", [WORDS, PICTURE]))
    assert [str(one) for one in document.remarks] == ["Pictures in which no text was recognized: pages 2."]


@pytest.mark.parametrize("said", ["", "\0\1\2", "5\ta\tb", "5\t1\t1\t1\t1\t1\tx\ty\tz\tw\t90\tword", "\t" * 5_000])
def test_a_program_that_says_nonsense_reads_nothing(program, tmp_path, said):
    program(said)
    with pytest.raises(UnreadableFile, match="pictures of pages in which no text could be recognized"):
        read_passages(pdf_with(tmp_path / "a.pdf", [PICTURE]))


def test_without_the_program_the_pages_that_could_not_be_read_are_named(no_program, tmp_path):
    document = read_passages(pdf_with(tmp_path / "a.pdf", [PICTURE, WORDS, PICTURE, PICTURE, b""]))
    assert [str(one) for one in document.remarks] == [
        "Pages that are pictures and were not read, because Tesseract is not installed: 1, 3–4."
    ]


def test_without_the_program_a_scan_is_refused_in_one_sentence(no_program, tmp_path):
    with pytest.raises(UnreadableFile, match="holds pictures of pages and no text"):
        read_passages(pdf_with(tmp_path / "a.pdf", [PICTURE]))


def test_an_empty_page_is_no_picture_and_not_spoken_of(no_program, tmp_path):
    assert not read_passages(pdf_with(tmp_path / "a.pdf", [WORDS, b"", b""])).remarks


def test_a_scan_is_read_in_the_process_of_its_own_too(program, tmp_path):
    program(table(READ))
    document = read_passages_apart(pdf_with(tmp_path / "a.pdf", [PICTURE]), bounds=Bounds(seconds=20, wait=30))
    assert [one.certainty for one in document.passages] == [0.91]


@pytest.mark.skipif(not shutil.which("tesseract"), reason="Tesseract is not installed")
def test_the_real_program_reads_a_page_of_letters_drawn_as_a_picture(tmp_path):
    import pypdfium2 as pdfium

    drawn = pdfium.PdfDocument(pdf_with(tmp_path / "words.pdf", [WORDS]))[0].render(scale=300 / 72, grayscale=True)
    data = zlib.compress(bytes(drawn.buffer))
    made = pdf_with(tmp_path / "a.pdf", [PICTURE]).read_bytes()
    head, _, tail = made.partition(b"/Width 10 /Height 10")
    _, _, behind = tail.partition(b"endstream")
    picture = b"/Width %d /Height %d /ColorSpace /DeviceGray /BitsPerComponent 8 /Filter /FlateDecode /Length %d >>\n"
    path = tmp_path / "scan.pdf"
    path.write_bytes(
        head + picture % (drawn.stride, drawn.height, len(data)) + b"stream\n" + data + b"\nendstream" + behind
    )
    (one,) = read_passages(path).passages
    assert one.text == SENTENCE
    assert one.certainty > 0.8


def test_pages_are_written_as_people_write_them():
    assert page_list([9, 1, 3, 4, 5, 7]) == "1, 3–5, 7, 9"
