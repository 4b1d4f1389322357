"""Text out of fragments of HTML as databases export them: broken entities, unclosed tags, invisible signs."""

from __future__ import annotations

import html
import re

_DROPPED = re.compile(r"<(script|style)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<(?:br|/p|/div|/li|/h[1-6]|/tr)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z][^<>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_UNCLOSED = re.compile(r"<(?=/?(?:br|p|b|i|u|em|strong|span|div|a|li|ul|ol|font)\b)/?\w+", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_MANY_BLANKS = re.compile(r"  |[^\S \n]")
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff\x00-\x08\x0b\x0c\x0e-\x1f]")
_LINES = re.compile(r" *\n\s*")


def plain_text(fragment: str) -> str:
    """What people read: tags gone, one level of entities resolved, blanks single, paragraphs on lines of their own.

    The result is text: whoever puts it into a page escapes it. Words behind a tag that is never closed are kept.
    """
    text = fragment
    if "<" in text:
        if "<s" in text or "<S" in text:
            text = _DROPPED.sub("", text)
        text = _BREAK.sub("\n", text)
        text = _TAG.sub("", text)
        if "<" in text:
            text = _UNCLOSED.sub("\n", text)
    if "&" in text:
        text = html.unescape(text)
    if not text.isascii() or "\x00" in text:
        text = _INVISIBLE.sub("", text)
    if _MANY_BLANKS.search(text):
        text = _BLANKS.sub(" ", text)
    return (_LINES.sub("\n", text) if "\n" in text else text).strip()
