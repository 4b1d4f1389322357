"""Sentences of the machine as the database keeps them, in the language of whoever reads the page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext


def kept_words(kept: Mapping[str, Any]) -> str:
    """The sentence of `words` and what fills them; nothing where nothing is kept."""
    words = kept.get("words", "")
    return gettext(words) % kept.get("values", {}) if words else ""
