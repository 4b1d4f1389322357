"""Paragraphs that a passage speaks about: "paragraphs 10 (b), 20 and 24 (a) to (c) above"."""

from __future__ import annotations

import re

LONGEST_RANGE = 60
ITEM = r"\d{1,3}(?:\s*\(\w{1,4}\)(?:\s*(?:[-–—]|to|and|,|&)\s*\([a-z]{1,2}\))*)?"
BETWEEN = r"\s*(?:,\s*(?:and\s+)?|;\s*|and\s+|&\s*|[-–—]\s*|to\s+)"
LISTED = re.compile(
    rf"(?P<before>(?:articles?|rules?|resolutions?|decisions?)\s+[\dIVX]+[\w/()]*,?\s+(?:of\s+)?)?"
    rf"\b(?:paragraphs?|paras?\.?)\s*(?P<list>{ITEM}(?:{BETWEEN}{ITEM})*)"
    r"(?P<after>\s*,?\s*of (?:the |its |general |article )"
    r"(?:Convention|Covenant|Protocol|Optional|rules|annex|recommendation|comment|Charter))?",
    re.IGNORECASE,
)
REMARK = re.compile(r"\s*\((?!(?:[a-z]{1,2}|[ivx]{1,4})\))[^()]*\)")  # "17 (a) (right to health)"
TOKEN = re.compile(r"(?P<number>\d{1,3})|\((?P<letter>\w{1,4})\)|(?P<range>[-–—]|\bto\b)")


def paragraphs_named(text: str) -> list[str]:
    """Paragraphs as they are cited, in order, each once; not those of conventions, rules and the like."""
    found: dict[str, None] = {}
    for match in LISTED.finditer(REMARK.sub("", text)):
        if not match["before"] and not match["after"]:
            found.update(dict.fromkeys(paragraphs_listed(match["list"])))
    return list(found)


def paragraphs_listed(listed: str) -> list[str]:
    """ "10 (b), 14-16 and 24 (a) to (c)" as "10 (b)", "14", "15", "16", "24 (a)", "24 (b)", "24 (c)"."""
    found: list[str] = []
    number, letter, ranging = 0, "", False
    for token in TOKEN.finditer(listed):
        if token["range"]:
            ranging = True
            continue
        if token["letter"]:
            if found and found[-1] == str(number):
                found.pop()  # not the whole paragraph, only its part
            found += [f"{number} ({one})" for one in _letters(letter if ranging else "", token["letter"])]
            letter = token["letter"]
        else:
            last, number, letter = number, int(token["number"]), ""
            first = last + 1 if ranging and 0 < last < number <= last + LONGEST_RANGE else number
            found += [str(one) for one in range(first, number + 1)]
        ranging = False
    return list(dict.fromkeys(found))


def _letters(after: str, last: str) -> list[str]:
    """Letters from behind one to another; only the last where they are no range."""
    if len(after) == len(last) == 1 and after < last:
        return [chr(code) for code in range(ord(after) + 1, ord(last) + 1)]
    return [last]
