"""E-mails (.eml, RFC 5322) and pasted text: who wrote, when, what they say of which paragraph, what they attached."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from email.message import EmailMessage
from email.utils import parseaddr
from html.parser import HTMLParser

from .document import UnreadableFile
from .sentences import Sentence

MOST_BYTES, MOST_PARTS, MOST_REMARKS, LONGEST_TEXT = 30_000_000, 200, 1_000, 5_000
ATTACHED_WORD = (".docx",)
# "Para 12:", "§ 12", "Paragraphe 12", "Párrafo 12", "Пункт 12", "الفقرة 12", "第12段".
WHERE = re.compile(
    r"^\W{0,3}(?:paragraphe?s?|para|par|p[aá]rrafo|абзац|пункт|الفقرة|第|§|¶)\.?\s*\(?(\d{1,4}(?:\.\d{1,3})*)\)?\s*(?:段)?"
    r"\s*(?:[:：.,;)\-–—]+|$|(?=\s))\s*",
    re.IGNORECASE,
)
# Where the mail that is answered begins.
EARLIER = re.compile(
    r"^(?:-{2,}\s*(?:original message|forwarded message|message d.origine|mensaje original)\s*-{2,}|_{10,}"
    r"|(?:on|le|el)\s.{5,200}(?:wrote|a écrit|escribió)\s*:)\s*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Remark:
    """What is said of the paragraph that is numbered `place`; of the whole text where that is ""."""

    place: str
    text: str


@dataclass(frozen=True, slots=True)
class Mail:
    """An e-mail. `date` is ISO 8601, "" where it has none; `attachments` are the Word documents it carries."""

    author: str
    date: str
    subject: str
    text: str
    attachments: tuple[tuple[str, bytes], ...]


def read_mail(raw: bytes, *, name: str) -> Mail:
    """Raises UnreadableFile where this is no e-mail or holds far more than one does."""
    if len(raw) > MOST_BYTES:
        raise UnreadableFile(Sentence("“%(name)s” is larger than an e-mail should be.", name=name))
    try:
        message = email.message_from_bytes(raw, policy=email.policy.default)
        parts = list(message.walk())
        if not message.get("From") or len(parts) > MOST_PARTS:
            raise UnreadableFile(Sentence("“%(name)s” is not an e-mail (.eml).", name=name))
        shown, address = parseaddr(str(message["From"]))
        return Mail(
            author=" ".join((shown or address).split())[:200],
            date=_date(message),
            subject=" ".join(str(message.get("Subject", "")).split())[:300],
            text=_body(parts),
            attachments=tuple(_attached(parts)),
        )
    except UnreadableFile:
        raise
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError, IndexError):
        raise UnreadableFile(Sentence("“%(name)s” is a damaged e-mail.", name=name)) from None


def remarks_of(text: str) -> list[Remark]:
    """The remarks of a mail's text: one for each "Para 12: ...", and what stands before the first as one of its own.

    Lines of the mail that is answered, its greeting lines of one word, and the signature after "-- " are left out.
    """
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in _own_lines(text):
        if where := WHERE.match(line.strip()):
            found.append((where.group(1), [line.strip()[where.end() :]]))
        else:
            found[-1][1].append(line.rstrip())
    remarks = [Remark(place, re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()) for place, lines in found]
    kept = [remark for remark in remarks if remark.text]
    if len(kept) > 1 and not kept[0].place and _is_greeting(kept[0].text):
        kept = kept[1:]
    return [Remark(remark.place, remark.text[:LONGEST_TEXT]) for remark in kept[:MOST_REMARKS]]


def _own_lines(text: str) -> list[str]:
    lines = []
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        if EARLIER.match(line.strip()) or line == "-- ":
            break
        if not line.lstrip().startswith(">"):
            lines.append(line)
    return lines


def _is_greeting(text: str) -> bool:
    """Short and without a full sentence: "Dear colleagues,"."""
    return len(text) < 80 and not re.search(r"[.!?;:。؟]", text)


def _date(message: EmailMessage) -> str:
    moment = getattr(message.get("Date"), "datetime", None)
    return moment.isoformat() if moment is not None else ""


def _body(parts: list[EmailMessage]) -> str:
    for kind in ("text/plain", "text/html"):
        for part in parts:
            if part.get_content_type() == kind and not part.get_filename():
                text = _decoded(part)
                return text if kind == "text/plain" else _without_markup(text)
    return ""


def _decoded(part: EmailMessage) -> str:
    raw = part.get_payload(decode=True)
    if not isinstance(raw, bytes):
        return ""
    try:
        return raw.decode(part.get_content_charset() or "utf-8", errors="replace")
    except LookupError:  # a character set that nobody knows
        return raw.decode("utf-8", errors="replace")


def _attached(parts: list[EmailMessage]) -> list[tuple[str, bytes]]:
    found = []
    for part in parts:
        name, raw = part.get_filename() or "", part.get_payload(decode=True)
        if name.lower().endswith(ATTACHED_WORD) and isinstance(raw, bytes):
            found.append((name, raw))
    return found


class _Words(HTMLParser):
    """The text of a mail that was written as a page; a block is a line."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.silent += tag in ("style", "script", "head", "blockquote")
        if tag in ("p", "br", "div", "li", "tr"):
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("style", "script", "head", "blockquote"):
            self.silent = max(0, self.silent - 1)

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.words.append(re.sub(r"\s+", " ", data))


def _without_markup(text: str) -> str:
    parser = _Words()
    parser.feed(text)
    return "".join(parser.words)
