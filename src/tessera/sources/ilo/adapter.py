"""What the Committee of Experts asks of a government: sentences, for its comments have no numbers."""

from __future__ import annotations

import re
from functools import cache

from tessera.analysis.sentences import sentences_of
from tessera.extraction import Line, Sentence, joined
from tessera.harvest import Extraction, Kinds, ReadDocument, ReadRecommendation, SourceFile
from tessera.vocabulary import countries

from .comments import Comment, comments_of, facts

BODY = "ceacr"
LONGEST_SUBJECT = 300  # characters
LONGEST_NAME = 140  # characters of one of its sentences


def recognizes(file: SourceFile) -> bool:
    """By the head of a comment and the Convention beside it; documents that cite comments have them in their notes."""
    if file.is_table:
        return False
    first = file.head[:1_500]
    told = any(re.search(one, first, re.IGNORECASE) for one in facts()["comment"])
    comments = comments_of(file)
    return bool(comments) and (told or not comments[0].adopted) and bool(comments[0].convention)


def extract(file: SourceFile) -> Extraction:
    comments = comments_of(file)
    several = len(comments) > 1
    documents = [_document(one) for one in comments]
    found = [
        ReadRecommendation(
            paragraph="",
            text=text,
            page=page or None,
            kind=kind,
            heading=subject,
            addressees=("state",),
            document=document if several else None,
        )
        for one, document in zip(comments, documents, strict=True)
        for subject, text, kind, page in _asked(one)
    ]
    return Extraction(
        document=documents[0],
        recommendations=tuple(found),
        remarks=tuple(remark for one in comments for remark in _remarks(one)),
    )


def _document(one: Comment) -> ReadDocument:
    """It has no symbol: Convention, country, year and session stand in the title."""
    parts = [one.kind, f"C{one.convention}" if one.convention else "", _country(one)]
    parts += [f"adopted {one.adopted}" if one.adopted else ""]
    parts += [f"{one.session}{_ending(int(one.session))} ILC session" if one.session else ""]
    return ReadDocument(
        title=", ".join(part for part in parts if part),
        mechanism=BODY,
        country=one.country,
        date="",
        year=one.adopted or None,
        session=one.session,
    )


def _country(one: Comment) -> str:
    """The name by which a comment is cited, the same in whatever language the page is."""
    return countries.country(one.country).name if one.country else one.printed_country


def _remarks(one: Comment) -> list[Sentence]:
    told = []
    if not one.country and not re.search(facts()["general"], one.instrument + one.printed_country, re.IGNORECASE):
        told.append(Sentence("The comment does not say which country it is about, or its name is not known."))
    if not one.adopted:
        told.append(Sentence("The comment does not say in which year it was adopted."))
    return told


def _asked(one: Comment) -> list[tuple[str, str, str, int]]:
    """Subject, text, kind and page; requests that follow one another within a paragraph are one."""
    found: list[tuple[str, str, str, int]] = []
    subject = ""
    for page, text in _paragraphs(one.lines):
        own, sentences = _subject(sentences_of(text))
        subject = own or subject
        last = ""
        for sentence in sentences:
            kind = _kinds().of(sentence)
            if kind and found and last and _goes_on(sentence, kind, last):
                found[-1] = (found[-1][0], f"{found[-1][1]} {sentence}", found[-1][2], found[-1][3])
            elif kind:
                found.append((subject, sentence, kind, page))
            last = kind
    return found


def _goes_on(sentence: str, kind: str, last: str) -> bool:
    """Whether a request belongs to the one before it."""
    return "concern" not in (kind, last) and (
        kind == last or re.match(facts()["goes_on"], sentence, re.IGNORECASE) is not None
    )


def _paragraphs(lines: list[Line]) -> list[tuple[int, str]]:
    """Lines of a PDF are joined until one ends a sentence and the next begins a subject; others are paragraphs."""
    if not any(line.page for line in lines):
        return [(0, line.text) for line in lines]
    found: list[list[Line]] = []
    for line in lines:
        if found and not re.match(facts()["subject"], line.text, re.IGNORECASE):
            found[-1].append(line)
        else:
            found.append([line])
    return [(held[0].page, joined([line.text for line in held])) for held in found]


def _subject(sentences: list[str]) -> tuple[str, list[str]]:
    """The sentences that name the subject of a paragraph, and the others."""
    named: list[str] = []
    for sentence in sentences:
        if len(" ".join([*named, sentence])) > LONGEST_SUBJECT or not _names(sentence):
            break
        named.append(sentence)
    return " ".join(named).strip(" ."), sentences[len(named) :]


def _names(sentence: str) -> bool:
    """Whether a sentence names a subject ("Articles 2 and 3 of the Convention. National policy.") and says nothing."""
    if re.match(facts()["subject"], sentence, re.IGNORECASE):
        return True
    return len(sentence) < LONGEST_NAME and re.search(facts()["said"], sentence, re.IGNORECASE) is None


def _ending(number: int) -> str:
    if 10 < number % 100 < 14:
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


@cache
def _kinds() -> Kinds:
    return Kinds(facts()["kinds"], who=facts()["who"])
