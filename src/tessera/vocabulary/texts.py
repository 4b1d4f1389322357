"""A text in the six official languages of the United Nations."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

LANGUAGES = ("en", "fr", "es", "ar", "ru", "zh")
RIGHT_TO_LEFT = frozenset({"ar"})


class Text(Mapping[str, str]):
    """A wording by two-letter language code; English is always there, the others where somebody wrote them."""

    __slots__ = ("_wordings",)

    def __init__(self, wordings: Mapping[str, str]) -> None:
        """Raises ValueError where English is missing, a language is unknown or a wording is empty."""
        if "en" not in wordings:
            raise ValueError(f"a text needs an English wording: {dict(wordings)!r}")
        for code, wording in wordings.items():
            if code not in LANGUAGES:
                raise ValueError(f"a text is in an unknown language, {code!r}: {wordings['en']!r}")
            if not isinstance(wording, str) or not wording.strip():
                raise ValueError(f"a text has an empty wording in {code!r}: {wordings['en']!r}")
        self._wordings = dict(wordings)

    def in_language(self, code: str) -> str:
        """The wording in the language of `code` ("fr", also "fr-CA" or "zh_Hans"), else in English."""
        return self._wordings.get(code[:2].lower(), self._wordings["en"])

    def __getitem__(self, code: str) -> str:
        return self._wordings[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._wordings)

    def __len__(self) -> int:
        return len(self._wordings)

    def __str__(self) -> str:
        return self._wordings["en"]

    def __repr__(self) -> str:
        return f"Text({self._wordings!r})"

    def __hash__(self) -> int:
        return hash(frozenset(self._wordings.items()))
