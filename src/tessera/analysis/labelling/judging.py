"""How good a model is: trained on the earlier occasions, judged on the later ones, label by label and by language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from .model import ACTION, Reading
from .training import FAMILIES, Example, TooFew, model_train

SHARE_OF_EARLIER = 0.75
KINDS = ("session", "year")


def judged_on_later(examples: Sequence[Example]) -> dict[str, Any]:
    """Raises TooFew where there are no two occasions, or too few examples."""
    split = {name: split_by_time([one for one in examples if _kind(one) == name]) for name in KINDS}
    earlier = [one for before, _after in split.values() for one in before]
    later = [one for _before, after in split.values() for one in after]
    if not earlier:
        raise TooFew("There is nothing to judge on: no labelled texts of two sessions or years.")
    model = model_train(earlier)
    told = {name: _said(before, after) for name, (before, after) in split.items() if before}
    return {"split": told, **figures(later, model.read([one.text for one in later]))}


def split_by_time(examples: Sequence[Example]) -> tuple[list[Example], list[Example]]:
    """Examples of the earlier and of the later occasions, by number; those without one are left out. Occasions are not
    cut in two; of a single one nothing is judged."""
    told = sorted((one for one in examples if one.group.isdecimal()), key=lambda one: int(one.group))
    if not told:
        return [], []
    last = int(told[min(int(len(told) * SHARE_OF_EARLIER), len(told) - 1)].group)
    earlier = [one for one in told if int(one.group) < last]
    return (earlier, [one for one in told if int(one.group) >= last]) if earlier else ([], [])


def _kind(one: Example) -> str:
    return "session" if one.issues is not None else "year"


def figures(examples: Sequence[Example], readings: Sequence[Reading]) -> dict[str, Any]:
    """Precision, recall and F1 of each label; micro and macro F1 of each family, in all and by language; share of right
    actions. Labels that were not learned count as never given."""
    found: dict[str, Any] = {}
    for family in FAMILIES:
        pairs = [
            (one.language, set(one.labels(family) or ()), {guess.label for guess in read.labels.get(family, ())})
            for one, read in zip(examples, readings, strict=True)
            if one.labels(family) is not None
        ]
        if pairs:
            found[family] = _of_family(pairs)
    acted = [
        (one.action, read.action.label)
        for one, read in zip(examples, readings, strict=True)
        if one.action and read.action
    ]
    if acted:
        found[ACTION] = {"texts": len(acted), "right": round(sum(a == b for a, b in acted) / len(acted), 4)}
    return found


def _of_family(pairs: Sequence[tuple[str, set[str], set[str]]]) -> dict[str, Any]:
    labels = sorted({label for _language, gold, said in pairs for label in gold | said})
    each = {label: scored((label in gold, label in said) for _l, gold, said in pairs) for label in labels}
    languages = sorted({language for language, _gold, _said in pairs})
    there = [one["f1"] for one in each.values() if one["examples"]]
    return {
        "texts": len(pairs),
        "micro_f1": _micro(pairs),
        "macro_f1": round(sum(there) / max(len(there), 1), 4),
        "languages": {
            code: {"texts": sum(one[0] == code for one in pairs), "micro_f1": _micro(p for p in pairs if p[0] == code)}
            for code in languages
        },
        "labels": each,
    }


def scored(pairs: Iterable[tuple[bool, bool]]) -> dict[str, Any]:
    """Figures of one label, of pairs: is it there, is it said."""
    held = list(pairs)
    hits, there, said = (sum(one) for one in ((a and b for a, b in held), (a for a, _b in held), (b for _a, b in held)))
    return {
        "examples": there,
        "precision": round(hits / max(said, 1), 4),
        "recall": round(hits / max(there, 1), 4),
        "f1": round(2 * hits / max(said + there, 1), 4),
    }


def _micro(pairs: Iterable[tuple[str, set[str], set[str]]]) -> float:
    hits = told = 0
    for _language, gold, said in pairs:
        hits += len(gold & said)
        told += len(gold) + len(said)
    return round(2 * hits / max(told, 1), 4)


def _said(earlier: Sequence[Example], later: Sequence[Example]) -> dict[str, Any]:
    return {
        "trained_until": max(int(one.group) for one in earlier),
        "judged_from": min(int(one.group) for one in later),
        "trained_on": len(earlier),
        "judged_on": len(later),
    }
