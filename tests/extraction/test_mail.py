"""E-mails: who, when, what of which paragraph, what is attached; the mail that is answered is left out."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from tessera.extraction.document import UnreadableFile
from tessera.extraction.mail import Remark, read_mail, remarks_of


def mail(body: str = "We agree.", **headers: str) -> EmailMessage:
    message = EmailMessage()
    for name, value in {"From": "Ana Velmar <ana@example.org>", "Subject": "Draft note", **headers}.items():
        message[name] = value
    message.set_content(body)
    return message


def test_a_mail_tells_who_wrote_when_about_what():
    read = read_mail(mail(Date="Thu, 02 May 2030 18:30:00 +0200").as_bytes(), name="a.eml")
    assert (read.author, read.date) == ("Ana Velmar", "2030-05-02T18:30:00+02:00")
    assert (read.subject, read.text.strip(), read.attachments) == ("Draft note", "We agree.", ())


def test_each_paragraph_that_is_named_has_its_own_remark():
    text = "Dear all,\n\nPara 3: say who counts.\nAnd when.\n\nParagraph 12 - delete.\n§ 4.2: fine.\n\n-- \nAna"
    assert remarks_of(text) == [
        Remark("3", "say who counts.\nAnd when."),
        Remark("12", "delete."),
        Remark("4.2", "fine."),
    ]


@pytest.mark.parametrize(
    "line", ["Paragraphe 7 : à revoir", "Párrafo 7: revisar", "Пункт 7: проверить", "الفقرة 7: راجعوا", "第7段：修改"]
)
def test_paragraphs_are_named_in_each_language(line):
    (remark,) = remarks_of(line)
    assert remark.place == "7"


def test_what_stands_before_the_first_paragraph_is_on_the_text_as_a_whole():
    found = remarks_of("We welcome the text. It is clear.\nPara 1: shorten.")
    assert found == [Remark("", "We welcome the text. It is clear."), Remark("1", "shorten.")]


def test_words_that_only_begin_like_a_paragraph_are_words():
    text = "Paragraphs should be shorter.\nParas are long. Parallel work 3 goes on."
    assert remarks_of(text) == [Remark("", text)]


@pytest.mark.parametrize(
    "earlier", ["On 1 May 2030, Kei Aralt wrote:", "-----Original Message-----", "Le 1 mai 2030, Kei Aralt a écrit :"]
)
def test_the_mail_that_is_answered_is_left_out(earlier):
    assert remarks_of(f"We agree.\n> quoted\n\n{earlier}\nPara 1: old words") == [Remark("", "We agree.")]


def test_a_mail_written_as_a_page_is_read_without_its_markup():
    message = mail()
    message.set_content("<style>p {}</style><p>Para 2: <b>count</b> all.</p><p>Para 3: stop.</p>", subtype="html")
    assert remarks_of(read_mail(message.as_bytes(), name="a.eml").text) == [
        Remark("2", "count all."),
        Remark("3", "stop."),
    ]


def test_word_documents_that_a_mail_carries_are_kept_and_other_files_are_not():
    message = mail()
    for name in ("marked.DOCX", "picture.png"):
        message.add_attachment(b"PK", maintype="application", subtype="octet-stream", filename=name)
    assert read_mail(message.as_bytes(), name="a.eml").attachments == (("marked.DOCX", b"PK"),)


def test_an_unknown_character_set_costs_no_word():
    raw = b"From: a@example.org\r\nContent-Type: text/plain; charset=nobody-knows\r\n\r\nWe agree."
    assert read_mail(raw, name="a.eml").text == "We agree."


@pytest.mark.parametrize("raw", [b"", b"\x00\xff" * 50, b"just words\nand more"])
def test_what_is_no_mail_is_refused_in_one_sentence(raw):
    with pytest.raises(UnreadableFile, match="not an e-mail"):
        read_mail(raw, name="a.eml")
