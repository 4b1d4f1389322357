"""A model on disk: one file of numbers and names, checked when it is read, without anything that could be run.

A file begins with a line that says what it is and the digest of what follows: a header in JSON and arrays, compressed.
"""

from __future__ import annotations

import hashlib
import json
import os
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from .features import Vocabulary
from .model import Family, Model

VERSION = 1
MARK = b"TESSERA-LABELS"
LARGEST = 10_000_000
MOST_UNPACKED = 80_000_000
ARRAYS = ("keys", "rarity", "weights", "scales", "offsets", "slopes", "levels", "yes", "perhaps")
OF_FAMILIES = ("slopes", "levels", "yes", "perhaps")
TYPES = {"keys": "<u8", "weights": "|i1"}


class UnreadableModel(ValueError):
    """The file is no model that can be used; the message is one sentence."""


def model_save(model: Model, path: Path) -> None:
    """Write the file in one step, so that whoever reads it finds the old one or the new one."""
    content = model_encoded(model)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    draft.write_bytes(content)
    draft.replace(path)


def model_load(path: Path) -> Model:
    """Raises UnreadableModel where the file is damaged, of another version or no model at all."""
    try:
        if path.stat().st_size > LARGEST:
            raise UnreadableModel(f"The model {path.name} is larger than any that is written here.")
        content = path.read_bytes()
    except OSError as error:
        raise UnreadableModel(f"The model {path.name} cannot be read: {error.strerror}.") from None
    return model_decoded(content, name=path.name)


def model_encoded(model: Model) -> bytes:
    """The bytes of a model's file: the same for the same model."""
    arrays = _arrays(model)
    header = {
        "words": list(model.vocabulary.words),
        "pieces": list(model.vocabulary.pieces),
        "rarest": model.vocabulary.rarest,
        "families": [[one.name, list(one.labels), one.single] for one in model.families],
        "about": model.about,
        "shapes": {name: list(array.shape) for name, array in arrays.items()},
    }
    told = json.dumps(header, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    body = len(told).to_bytes(8, "big") + told + b"".join(arrays[name].tobytes() for name in ARRAYS)
    packed = zlib.compress(body, 9)
    return b"%s %d %s\n" % (MARK, VERSION, hashlib.sha256(packed).hexdigest().encode()) + packed


def model_decoded(content: bytes, *, name: str = "file") -> Model:
    """The model of a file's bytes."""
    first, _, packed = content.partition(b"\n")
    mark, _, rest = first.partition(b" ")
    version, _, digest = rest.partition(b" ")
    if mark != MARK:
        raise UnreadableModel(f"The {name} is no model of Tessera.")
    if version != str(VERSION).encode():
        raise UnreadableModel(f"The model {name} is of another version of Tessera; train it anew.")
    if hashlib.sha256(packed).hexdigest().encode() != digest:
        raise UnreadableModel(f"The model {name} is damaged; train it anew.")
    try:
        unpack = zlib.decompressobj()
        body = unpack.decompress(packed, MOST_UNPACKED)
        if unpack.unconsumed_tail:
            raise ValueError("too large")
        return _model(body)
    except (ValueError, KeyError, TypeError, IndexError, RecursionError, zlib.error):
        raise UnreadableModel(f"The model {name} is damaged; train it anew.") from None


def _arrays(model: Model) -> dict[str, Any]:
    plain = {
        "keys": model.vocabulary.keys,
        "rarity": model.vocabulary.rarity,
        "weights": model.weights,
        "scales": model.scales,
        "offsets": model.offsets,
    }
    plain |= {name: np.concatenate([getattr(one, name) for one in model.families]) for name in OF_FAMILIES}
    return {name: np.ascontiguousarray(plain[name], dtype=TYPES.get(name, "<f4")) for name in ARRAYS}


def _model(body: bytes) -> Model:
    end = 8 + int.from_bytes(body[:8], "big")
    header = json.loads(body[8:end])
    arrays: dict[str, Any] = {}
    for name in ARRAYS:
        kind, shape = np.dtype(TYPES.get(name, "<f4")), tuple(header["shapes"][name])
        count = int(np.prod(shape))
        arrays[name] = np.frombuffer(body, kind, count, end).reshape(shape)
        end += count * kind.itemsize
    words = {word: at for at, word in enumerate(header["words"])}
    pieces = {piece: at for at, piece in enumerate(header["pieces"])}
    vocabulary = Vocabulary(words, arrays["keys"], pieces, arrays["rarity"], header["rarest"])
    families, first = [], 0
    for name, labels, single in header["families"]:
        own = slice(first, first + len(labels))
        first += len(labels)
        families.append(Family(name, tuple(labels), single, *(arrays[one][own] for one in OF_FAMILIES)))
    known = len(words) + len(vocabulary.keys)
    fitting = {"keys": vocabulary.keys.shape[:1], "rarity": (known,), "weights": (vocabulary.size, first)}
    if end != len(body) or any(arrays[name].shape != fitting.get(name, (first,)) for name in ARRAYS):
        raise ValueError("the parts do not fit together")
    return Model(vocabulary, arrays["weights"], arrays["scales"], arrays["offsets"], tuple(families), header["about"])
