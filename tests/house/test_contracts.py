"""What .importlinter cannot say of rooms that do not exist yet, and of its own completeness."""

from __future__ import annotations

import ast
import configparser
import re
import subprocess
import sys
from pathlib import Path

import pytest

from .tree import PACKAGE, ROOT, name_of

DJANGO_FREE = ("lib", "vocabulary", "extraction", "analysis", "harvest", "sources", "plans/reading")
DJANGO = {
    "django",
    "ninja",
    "allauth",
    "rules",
    "csp",
    "simple_history",
    "django_fsm",
    "django_filters",
    "django_tables2",
}
MODEL_ROOMS_ONLY = "models"


@pytest.fixture(scope="module")
def contracts() -> configparser.ConfigParser:
    parser = configparser.ConfigParser()
    parser.read(ROOT / ".importlinter")
    return parser


def listed(contracts: configparser.ConfigParser, contract: str, key: str) -> set[str]:
    return set(re.findall(r"[\w.*]+", contracts[f"importlinter:contract:{contract}"][key]))


def existing_rooms() -> set[str]:
    return {p.parent.name for p in PACKAGE.glob("*/__init__.py")}


def imported_by(path: Path) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module)
    return found


def test_the_import_contracts_hold():
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, env={"PYTHONPATH": "src"})
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_room_that_exists_stands_without_parentheses(contracts):
    layers = contracts["importlinter:contract:rooms"]["layers"]
    in_parentheses = set(re.findall(r"\((\w+)\)", layers))
    assert in_parentheses.isdisjoint(existing_rooms())


def test_every_domain_room_keeps_the_order_of_its_modules(contracts):
    with_models = {f"tessera.{r}" for r in existing_rooms() if list((PACKAGE / r).glob(f"{MODEL_ROOMS_ONLY}*"))}
    assert listed(contracts, "inside-rooms", "containers") >= with_models


def test_every_room_without_django_is_under_its_contract(contracts):
    there = {f"tessera.{room.replace('/', '.')}" for room in DJANGO_FREE if exists(room)}
    assert listed(contracts, "no-django", "source_modules") == there


def exists(room: str) -> bool:
    return (PACKAGE / room).is_dir() or (PACKAGE / f"{room}.py").exists()


@pytest.mark.parametrize("room", DJANGO_FREE)
def test_rooms_of_pure_functions_import_no_django(room):
    paths = [*(PACKAGE / room).rglob("*.py"), *PACKAGE.glob(f"{room}.py")]
    found = {name_of(p): wrong for p in paths if (wrong := {m.split(".")[0] for m in imported_by(p)} & DJANGO)}
    assert found == {}


def test_nobody_imports_a_source_adapter():
    adapters = {p.parent.name for p in (PACKAGE / "sources").glob("*/source.yml")}
    names = {f"tessera.sources.{a}" for a in adapters}
    found = {
        name_of(p): wrong
        for p in PACKAGE.rglob("*.py")
        if (wrong := {m for m in imported_by(p) if any(m == n or m.startswith(f"{n}.") for n in names)})
        and not any(p.is_relative_to(PACKAGE / "sources" / a) for a in adapters)
    }
    assert found == {}


def test_every_source_is_independent_of_the_others_and_has_its_parts(contracts):
    folders = [p.parent for p in (PACKAGE / "sources").glob("*/source.yml")]
    assert {f"tessera.sources.{f.name}" for f in folders} == listed(contracts, "sources", "modules")
    for folder in folders:
        assert {"__init__.py", "adapter.py"} <= {p.name for p in folder.iterdir()}
        assert [p for p in folder.iterdir() if p.stem == "sample"], f"{folder.name} has no sample"


def test_every_subpackage_of_the_pages_is_independent_of_the_others(contracts):
    subpackages = {p.parent.name for p in (PACKAGE / "web").glob("*/__init__.py")} - {"templatetags"}
    assert {f"tessera.web.{name}" for name in subpackages} <= listed(contracts, "pages", "modules")


def test_verbs_do_not_import_one_another():
    verbs = {p.stem for p in (PACKAGE / "cli").glob("*.py")} - {"__init__"}
    for path in (PACKAGE / "cli").glob("*.py"):
        relative = {
            n.module
            for n in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(n, ast.ImportFrom) and n.level == 1 and n.module
        }
        assert relative.isdisjoint(verbs), path


def test_every_room_and_module_says_what_it_is_for():
    rooms = {r: (PACKAGE / r / "__init__.py") for r in existing_rooms()}
    for room, path in rooms.items():
        said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
        assert said.count(".") >= 2, f"{room}: two sentences, what it is for and what it may import"
    silent = [
        name_of(p)
        for p in PACKAGE.rglob("*.py")
        if "migrations" not in p.parts and not ast.get_docstring(ast.parse(p.read_text(encoding="utf-8")))
    ]
    assert silent == []
