"""Sentences that the readers of files wrote, in the language of whoever reads the page."""

from __future__ import annotations

from django.utils.translation import gettext

from tessera.extraction import SaidError, Sentence


def in_readers_language(said: str | Exception) -> str:
    """The sentence, or what the error says, in the language of the request; other texts as they are."""
    text = said.message if isinstance(said, SaidError) else said
    return gettext(text.words) % text.values if isinstance(text, Sentence) else str(text)
