"""Options that several verbs offer, worded once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import click


def json_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """`--json`, given to the verb as `as_json`."""
    return click.option("--json", "as_json", is_flag=True, help="Print exactly one JSON document on stdout.")(function)
