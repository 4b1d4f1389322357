"""docs/coverage.md says the truth: every row of the Action Plan, with pages and tests that exist."""

from __future__ import annotations

import ast
import re
from functools import cache
from typing import NamedTuple

import pytest
from django.urls import NoReverseMatch, Resolver404, get_resolver, resolve

from tessera.vocabulary.action_plan import action_plan

from .tree import ROOT

STATES = {"served", "partly", "not yet"}
NOTHING = "–"


class Row(NamedTuple):
    ref: str
    asks: str
    feature: str
    page: str
    test: str
    state: str


def rows() -> list[Row]:
    lines = (ROOT / "docs" / "coverage.md").read_text(encoding="utf-8").splitlines()
    cells = [[c.strip() for c in line.strip("|").split("|")] for line in lines if line.startswith("| ")]
    return [Row(*c) for c in cells if len(c) == 6 and c[0] != "ref"]


ROWS = rows()


def wanted() -> list[str]:
    plan = action_plan()
    return [
        *(f"objective {o.ref}" for o in plan.objectives),
        *(f"strategy {s.ref}" for s in plan.strategy),
        *(a.ref for section in plan.sections for a in section.activities),
    ]


def quoted(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


@cache
def url_names() -> frozenset[str]:
    def walk(resolver, prefix: str) -> set[str]:
        found = {f"{prefix}{name}" for name in resolver.reverse_dict if isinstance(name, str)}
        for space, (_, below) in resolver.namespace_dict.items():
            found |= walk(below, f"{prefix}{space}:")
        return found

    return frozenset(walk(get_resolver(), ""))


def page_exists(page: str) -> bool:
    if not page.startswith("/"):
        return page in url_names()
    try:
        resolve(page)
    except (Resolver404, NoReverseMatch):
        return False
    return True


def test_exists_named(name: str) -> bool:
    path, _, function = name.partition("::")
    file = ROOT / path
    if not (path.startswith("tests/") and file.is_file()):
        return False
    defined = {n.name for n in ast.walk(ast.parse(file.read_text(encoding="utf-8"))) if isinstance(n, ast.FunctionDef)}
    return function in defined


test_exists_named.__test__ = False  # type: ignore[attr-defined]


def test_every_objective_strategy_item_and_activity_has_one_row_in_the_plans_order():
    assert len(wanted()) == 4 + 5 + 23
    assert [row.ref for row in ROWS] == wanted()


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.ref)
def test_the_row_is_true(row):
    assert row.state in STATES
    assert row.asks
    assert row.feature
    pages, tests = quoted(row.page), quoted(row.test)
    if row.state == "not yet":
        assert row.test == NOTHING or tests
    else:
        assert pages, "what is served has a page"
        assert tests, "what is served has a test"
    assert [p for p in pages if not page_exists(p)] == []
    assert [t for t in tests if not test_exists_named(t)] == []


def test_a_false_row_would_be_found():
    assert not page_exists("web:no-such-page")
    assert not page_exists("/no/such/page/")
    assert page_exists("web:healthz")
    assert not test_exists_named("tests/house/test_coverage.py::test_nothing_of_this_name")
    assert test_exists_named("tests/house/test_coverage.py::test_the_row_is_true")
