"""What a reading gives, whosever it is, as pairs of family and code: so that readings can be compared."""

from __future__ import annotations

from collections.abc import Iterator

from tessera.desk_review.models import Passage, Said

Code = tuple[str, str]
RELEVANT: Code = ("relevant", "relevant")
EUPHEMISM: Code = ("euphemism", "euphemism")


def codes_given(reading: Passage | Said | None) -> frozenset[Code]:
    """None, the silence of a coder who has finished, gives nothing: not of the field."""
    return frozenset(_given(reading)) if reading is not None else frozenset()


def _given(reading: Passage | Said) -> Iterator[Code]:
    """The machine names groups in passages that it holds not to be of the field, too: those count as not given."""
    is_machine = isinstance(reading, Passage)
    if reading.voice:
        yield "voice", reading.voice
    if reading.euphemisms if is_machine else reading.euphemism:
        yield EUPHEMISM
    if not reading.relevant:
        return
    yield RELEVANT
    for family in ("groups", "how", "intersections", "guidance"):
        yield from ((family, str(code)) for code in getattr(reading, family))
