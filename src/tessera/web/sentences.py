"""Sentences that the readers of files wrote, in the language of whoever reads the page."""

from __future__ import annotations

from django.utils.translation import gettext

from tessera.extraction import Sentence


def in_readers_language(said: str | Exception) -> str:
    """The sentence, or what the error says, in the language of the request; other texts as they are."""
    text = getattr(said, "message", None) or str(said) if isinstance(said, Exception) else said
    return gettext(text.words) % text.values if isinstance(text, Sentence) else str(text)
