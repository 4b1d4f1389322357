"""What source.yml says, its patterns compiled."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def facts() -> dict[str, Any]:
    told = yaml.safe_load(files(__package__).joinpath("source.yml").read_text(encoding="utf-8"))
    begins = "|".join(sorted({re.escape(c["symbol"]) for c in told["committees"].values()} | {"CCPR"}))
    return {
        "committees": told["committees"],
        "forms": {
            form: {
                "named": [compiled(one) for one in said["named"]],
                "symbol": re.compile(rf"(?<![\w/])(?:{begins})(?:{said['symbol']})(?![\w/])"),
                "title": compiled(said["title"]) if form != "observations" else re.compile(said["title"]),
            }
            for form, said in told["forms"].items()
        },
        "kinds": {kind: [compiled(one) for one in said] for kind, said in told["kinds"].items()},
        "deciding": {kind: [compiled(one) for one in said] for kind, said in told["deciding"].items()},
        "general": [compiled(one) for one in told["general"]],
        "softly": [compiled(one) for one in told["softly"]],
        "recommending_section": compiled(told["recommending_section"]),
        "imperatives": frozenset(told["imperatives"].split()),
        "introduces_imperatives": compiled(told["introduces_imperatives"]),
        "follow_up": {name: compiled(one) for name, one in told["follow_up"].items()},
        "addressed": {code: [compiled(rf"\b{one}\b") for one in said] for code, said in told["addressed"].items()},
    }


def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE | re.DOTALL)
