"""A text as numbers: its words, words that follow one another, how it begins, and the letters of its words.

Letters of a word are weighed with the word, so that what they say of it is worked out once for each word and a text
costs no more than its words; that is what lets tens of thousands of texts be read in a second.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import sparse

from tessera.analysis.tagging import codes_of_words
from tessera.analysis.words import folded_words

Matrix = Any  # a sparse matrix of scipy, which has no types
Floats = npt.NDArray[np.float32]
SEEN = 2  # a word or pair that only one text holds is not learned
SEEN_LETTERS = 3
LETTERS = 4
BEGINNING = 3  # words
SHARE_OF_LETTERS = 1.0
MIX = np.uint64(0x9E3779B97F4A7C15)
PAIR, APART, BEGINS = np.uint64(11), np.uint64(23), np.uint64(37)


class Tokens(NamedTuple):
    """Words of texts, one after another, as numbers; those beyond the vocabulary stand in `unknown`, in their order."""

    numbers: npt.NDArray[np.int64]
    texts: npt.NDArray[np.int64]
    of: int
    unknown: list[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What is known: words, keys of what follows one another (sorted), pieces of words; how rare the first two are."""

    words: dict[str, int]
    keys: npt.NDArray[np.uint64]
    pieces: dict[str, int]
    rarity: Floats  # of words, then of keys
    rarest: float

    @property
    def size(self) -> int:
        return len(self.words) + len(self.keys) + len(self.pieces)


def vocabulary_learn(texts: Sequence[str]) -> Vocabulary:
    """The vocabulary of `texts`, in an order that depends on nothing else."""
    told = [folded_words(text) for text in texts]
    held = Counter(chain.from_iterable(map(set, told)))
    words = {word: at for at, word in enumerate(sorted(w for w, n in held.items() if n >= SEEN))}
    tokens = _tokens(told, words)
    texts_of, keys_of = _keys(tokens, len(words))
    order = np.unique(np.stack([keys_of, texts_of.astype(np.uint64)], axis=1), axis=0)[:, 0]
    keys, in_texts = np.unique(order, return_counts=True)
    kept = in_texts >= SEEN
    counts = np.concatenate([np.array([held[w] for w in words], dtype=np.float64), in_texts[kept]])
    rarity = (np.log((1 + len(texts)) / (1 + counts)) + 1).astype(np.float32)
    pieces = Counter(chain.from_iterable({*pieces_of(word), *names_of(word)} for word in words))
    known = {one: at for at, one in enumerate(sorted(p for p, n in pieces.items() if n >= SEEN_LETTERS))}
    return Vocabulary(words, keys[kept], known, rarity, float(np.log((1 + len(texts)) / 2) + 1))


def rows_of(texts: Iterable[str], vocabulary: Vocabulary) -> tuple[Matrix, Matrix, list[str]]:
    """Per text: words and keys (columns of the vocabulary), and unknown words, which are told. Rows have length one."""
    size = len(vocabulary.words)
    tokens = _tokens([folded_words(text) for text in texts], vocabulary.words)
    texts_of, keys = _keys(tokens, size)
    places = np.searchsorted(vocabulary.keys, keys)
    places[places == len(vocabulary.keys)] = 0
    there = vocabulary.keys[places] == keys if len(vocabulary.keys) else np.zeros(len(keys), dtype=bool)
    in_words = tokens.numbers < size
    columns = np.concatenate([tokens.numbers[in_words], places[there] + size])
    rows = np.concatenate([tokens.texts[in_words], texts_of[there]])
    known = _counted(rows, columns, (tokens.of, size + len(vocabulary.keys)))
    known.data *= vocabulary.rarity[known.indices]
    strange = _counted(tokens.texts[~in_words], tokens.numbers[~in_words] - size, (tokens.of, len(tokens.unknown)))
    strange.data *= np.float32(vocabulary.rarest)
    squares = np.asarray(known.multiply(known).sum(axis=1) + strange.multiply(strange).sum(axis=1)).ravel()
    length = np.sqrt(np.maximum(squares, 1e-9)).astype(np.float32)
    for matrix in (known, strange):
        matrix.data /= np.repeat(length, np.diff(matrix.indptr))
    return known, strange, tokens.unknown


def letters_table(words: Sequence[str], vocabulary: Vocabulary) -> Matrix:
    """Pieces of each word, as rows of length SHARE_OF_LETTERS, and at full weight what the word by itself names."""
    rows: list[int] = []
    columns: list[int] = []
    values: list[float] = []
    for at, word in enumerate(words):
        found = sorted({vocabulary.pieces[p] for p in pieces_of(word) if p in vocabulary.pieces})
        named = [vocabulary.pieces[n] for n in names_of(word) if n in vocabulary.pieces]
        rows += [at] * (len(found) + len(named))
        columns += found + named
        values += [SHARE_OF_LETTERS / math.sqrt(len(found))] * len(found) if found else []
        values += [1.0] * len(named)
    shape = (len(words), len(vocabulary.pieces))
    return sparse.csr_matrix((np.array(values, dtype=np.float32), (rows, columns)), shape=shape)


def pieces_of(word: str) -> list[str]:
    """The runs of letters within a word, its ends marked."""
    marked = f"<{word}>"
    return [marked[at : at + LETTERS] for at in range(len(marked) - LETTERS + 1)]


@lru_cache(maxsize=100_000)
def names_of(word: str) -> tuple[str, ...]:
    """The groups and intersections that a word names by itself: what is learned of one people's name helps with the
    name of another. (Themes and treaties, tried the same way, helped with nothing.)"""
    return tuple(f"={code}" for codes in codes_of_words([word]).values() for code in codes)


def _tokens(told: Sequence[list[str]], words: dict[str, int]) -> Tokens:
    lengths = np.fromiter(map(len, told), dtype=np.int64, count=len(told))
    strange: dict[str, int] = {}
    size = len(words)
    find = words.get
    numbers = [
        at if (at := find(word)) is not None else strange.setdefault(word, size + len(strange))
        for word in chain.from_iterable(told)
    ]
    texts = np.repeat(np.arange(len(told), dtype=np.int64), lengths)
    return Tokens(np.array(numbers, dtype=np.int64), texts, len(told), list(strange))


def _keys(tokens: Tokens, size: int) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.uint64]]:
    """Texts and keys of neighbours, of neighbours but one, and of beginnings. Unknown words have none."""
    numbers, texts = tokens.numbers.astype(np.uint64) + np.uint64(1), tokens.texts
    known = tokens.numbers < size
    found_texts, found = [], []
    for step, salt in ((1, PAIR), (2, APART)):
        same = (texts[:-step] == texts[step:]) & known[:-step] & known[step:]
        found.append(_mixed(_mixed(numbers[:-step][same], salt) + numbers[step:][same], salt))
        found_texts.append(texts[:-step][same])
    starts = np.searchsorted(texts, np.arange(tokens.of))
    so_far = np.zeros(tokens.of, dtype=np.uint64)
    alive = np.ones(tokens.of, dtype=bool)
    for step in range(BEGINNING):
        at = np.minimum(starts + step, max(len(texts) - 1, 0))
        alive &= (starts + step < len(texts)) if len(texts) else False
        if not len(texts):
            break
        alive &= (texts[at] == np.arange(tokens.of)) & known[at]
        so_far = _mixed(so_far + numbers[at], BEGINS)
        found.append(so_far[alive])
        found_texts.append(np.flatnonzero(alive))
    return np.concatenate(found_texts), np.concatenate(found)


def _mixed(numbers: npt.NDArray[np.uint64], salt: np.uint64) -> npt.NDArray[np.uint64]:
    mixed = (numbers + salt) * MIX
    return mixed ^ (mixed >> np.uint64(29))


def _counted(rows: Any, columns: Any, shape: tuple[int, int]) -> Matrix:
    """How often, less than proportionally."""
    matrix = sparse.csr_matrix((np.ones(len(rows), dtype=np.float32), (rows, columns)), shape=shape)
    matrix.sum_duplicates()
    matrix.data = 1 + np.log(matrix.data)
    return matrix
