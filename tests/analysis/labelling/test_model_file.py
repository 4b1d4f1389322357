"""A model's file: read as it was written, refused in one sentence where it is anything else."""

from __future__ import annotations

import hashlib
import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tessera.analysis import labelling
from tessera.analysis.labelling.model_file import UnreadableModel, model_decoded, model_encoded
from tessera.analysis.labelling.training import model_train

from .made_up import examples

MODEL = model_train(examples(120))
CONTENT = model_encoded(MODEL)


def test_a_model_reads_the_same_once_it_was_written(tmp_path):
    path = tmp_path / "models" / "labels.model"
    labelling.save(MODEL, path)
    texts = [one.text for one in examples(50, seed=4)]
    again = labelling.load(path)
    assert again.read(texts) == MODEL.read(texts)
    assert model_encoded(again) == path.read_bytes()
    assert [one.name for one in path.parent.iterdir()] == ["labels.model"]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, len(CONTENT) - 1), st.integers(1, 255))
def test_a_changed_byte_anywhere_is_refused_in_one_sentence(place, change):
    changed = bytearray(CONTENT)
    changed[place] ^= change
    with pytest.raises(UnreadableModel) as refused:
        model_decoded(bytes(changed))
    assert str(refused.value).endswith(".")


@settings(max_examples=40, deadline=None)
@given(st.integers(0, len(CONTENT) - 1))
def test_a_truncated_file_is_refused(length):
    with pytest.raises(UnreadableModel):
        model_decoded(CONTENT[:length])


def test_a_file_of_another_version_says_so():
    with pytest.raises(UnreadableModel, match="another version"):
        model_decoded(CONTENT.replace(b"TESSERA-LABELS 1 ", b"TESSERA-LABELS 999 ", 1))


@pytest.mark.parametrize("content", [b"", b"\n", b"PK\x03\x04", b"\x80\x04cos\nsystem\n", b"TESSERA-LABELS\n"])
def test_what_is_no_model_is_refused(content, tmp_path):
    path = tmp_path / "labels.model"
    path.write_bytes(content)
    with pytest.raises(UnreadableModel):
        labelling.load(path)


def test_a_model_that_is_not_there_is_said_in_one_sentence(tmp_path):
    with pytest.raises(UnreadableModel, match="cannot be read"):
        labelling.load(tmp_path / "none.model")


def repacked(change) -> bytes:
    """The model with a header that `change` altered, and a digest that is right."""
    first, _, packed = CONTENT.partition(b"\n")
    body = zlib.decompress(packed)
    end = 8 + int.from_bytes(body[:8], "big")
    header = change(json.loads(body[8:end]))
    told = header if isinstance(header, bytes) else json.dumps(header).encode()
    again = zlib.compress(len(told).to_bytes(8, "big") + told + body[end:])
    return b" ".join([*first.split(b" ")[:2], hashlib.sha256(again).hexdigest().encode()]) + b"\n" + again


def test_a_repacked_model_that_is_whole_is_read():
    assert model_decoded(repacked(lambda header: header)).read(["Ratify it"]) == MODEL.read(["Ratify it"])


@pytest.mark.parametrize("name", ["keys", "rarity", "scales", "offsets", "slopes", "levels", "yes", "perhaps"])
def test_parts_of_other_lengths_are_refused_even_where_the_digest_is_right(name):
    def change(header):
        shape = header["shapes"][name]
        header["shapes"][name] = [1, *shape]
        return header

    with pytest.raises(UnreadableModel, match="damaged"):
        model_decoded(repacked(change))


def test_a_header_of_endless_depth_is_refused():
    with pytest.raises(UnreadableModel, match="damaged"):
        model_decoded(repacked(lambda header: b"[" * 100_000))
