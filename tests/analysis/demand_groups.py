"""Texts to one State, one after the other, in demands: as services/demands.py places records, without a database."""

from __future__ import annotations

from collections.abc import Sequence

from tessera.analysis.demands import OfOneState, demands_read


def groups(texts: Sequence[str], *, leave_out: Sequence[str] = ()) -> list[set[object]]:
    """For each text the demands it makes: names where a rule knows them, else numbers."""
    alike, names, found = OfOneState(), {}, []
    for number, text in enumerate(texts):
        read = demands_read(text, leave_out=leave_out)
        own: set[object] = set(read.keys)
        for at, (key, part) in enumerate(read.ruled):
            if key not in names:
                names[key] = -(number * 100 + at + 1)
                alike.add(part.block, part.words, names[key], ruled=True)
            own.update(alike.find(part.block, part.words, ruled=True))
        for at, part in enumerate(read.parts):
            joined = alike.find(part.block, part.words)
            if not joined:
                joined = [number * 100 + at + 1]
                alike.add(part.block, part.words, joined[0])
            own.update(joined)
        found.append(own)
    known = {group: key for key, group in names.items()}
    return [{known.get(one, one) if isinstance(one, int) else one for one in own} for own in found]
