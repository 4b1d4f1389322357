"""Sentences for people that can still be said in another language."""

from __future__ import annotations

from collections.abc import Mapping


class SaidError(ValueError):
    """An error whose message is one sentence for people."""

    def __init__(self, message: Sentence) -> None:
        super().__init__(message)
        self.message = message


class Sentence(str):
    """A sentence in English that remembers its wording and what fills it: `Sentence("%(name)s is empty.", name=...)`.

    It is the English text wherever a text is wanted. Those who know the reader's language translate `words`, fill in
    `values` and say that instead (tessera.web.sentences); script/translations finds `words` by this class's name.
    """

    __slots__ = ("values", "words")

    words: str
    values: Mapping[str, object]

    def __new__(cls, words: str, /, **values: object) -> Sentence:
        sentence = super().__new__(cls, words % values)
        sentence.words, sentence.values = words, values
        return sentence
