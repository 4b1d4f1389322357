"""The text of an annotation: its markup, number, heading and recommending States set apart."""

from __future__ import annotations

import re

from tessera.analysis.markup import plain_text
from tessera.analysis.recommending_states import RecommendingState, recommendation_split

_ITEM = re.compile(r"(\d{1,3}\.\d{1,3})\.?\s*(?=\S)|(\d{1,3})\.\s*(?=[A-Z“\"])")
_PARAGRAPH = re.compile(r"(?P<heading>[^\d]{0,160}?)(?P<number>\d{1,3}) ?\.\s*(?=[A-Z“\"(])", re.DOTALL)
_LINES_ABOVE = re.compile(r"(?P<heading>(?:[^\n]{1,160}\n){1,3})(?P<number>\d{1,3}) ?\.\s*(?=[A-Z“\"(])")
_GARBLED = re.compile("[ÃÂ][\u0080-\u00bf]|â[\u0080-\u20ff]")
_CLOSING = " \t;.,"


def parts_of(printed: str, *, of_upr: bool) -> tuple[str, str, str, list[RecommendingState]]:
    """Text, paragraph number, heading, States in parentheses; "" and empty where there are none.

    Headings come glued to the paragraph ("Indigenous Peoples 14.The Committee"), or stand on lines above it.
    """
    text = plain_text(ungarbled(printed))
    if of_upr:
        number = _ITEM.match(text)
        if number:
            text = text[number.end() :]
        found: list[RecommendingState] = []
        if "(" in text:
            text, found = recommendation_split(text)
        return text.rstrip(_CLOSING) or text, (number[1] or number[2]) if number else "", "", found
    opened = _PARAGRAPH.match(text) or _LINES_ABOVE.match(text)
    if not opened or not text[opened.end() :].strip():
        return text, "", "", []
    return text[opened.end() :].strip(), opened["number"], " ".join(opened["heading"].split()).strip(" .:"), []


def ungarbled(text: str) -> str:
    """UTF-8 that was read as Windows-1252, read anew; other texts as they are."""
    if text.isascii() or not _GARBLED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return text
