"""A made-up training set: requests about three issues, in sessions 1 to 8."""

from __future__ import annotations

import random

from tessera.analysis.labelling.training import Example

ABOUT = {
    "Right to water": ("wells", "drinking water", "pipes for every village"),
    "Minorities": ("minority languages", "minority associations", "national minorities"),
    "Detention": ("prisons", "detention on remand", "cells without light"),
}
BEGINS = {"2": ("Continue to work on", "Maintain what is done for"), "5": ("Adopt a law on", "Publish figures on")}


def examples(count: int = 240, *, seed: int = 1) -> list[Example]:
    draw = random.Random(seed)
    return [_example(draw, number) for number in range(count)]


def _example(draw: random.Random, number: int) -> Example:
    issues = draw.sample(sorted(ABOUT), draw.choice((1, 1, 2)))
    action = draw.choice(sorted(BEGINS))
    said = " and ".join(draw.choice(ABOUT[issue]) for issue in issues)
    text = f"{draw.choice(BEGINS[action])} {said} in district {number % 17}"
    return Example(text, str(1 + number % 8), "en", action, issues=tuple(sorted(issues)))
