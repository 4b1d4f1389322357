"""A file of 300 lines, a function of 40, a template of 150: beyond that, split by meaning."""

from __future__ import annotations

import ast
from pathlib import Path

from .tree import PACKAGE, name_of, project_files, python_files

FILE_LINES, FUNCTION_LINES, TEMPLATE_LINES = 300, 40, 150
CODE = {".py", ".js", ".sh", ""}
# The one stylesheet is one on purpose (design of the pages); it has a budget in bytes instead.


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def long_functions(source: str) -> list[tuple[str, int]]:
    functions = (n for n in ast.walk(ast.parse(source)) if isinstance(n, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = ((f.name, (f.end_lineno or f.lineno) - f.lineno + 1) for f in functions)
    return [(name, length) for name, length in lengths if length > FUNCTION_LINES]


def is_generated(path: Path) -> bool:
    return "migrations" in path.parts or path.name in {"LICENSE"}


def test_no_file_of_code_is_longer_than_its_budget():
    code = [p for p in project_files() if p.suffix in CODE and not is_generated(p) and not p.name.startswith(".")]
    assert len(code) > 50
    assert {name_of(p): lines_of(p) for p in code if lines_of(p) > FILE_LINES} == {}


def test_no_function_is_longer_than_its_budget():
    found = {
        f"{name_of(p)}::{name}": length
        for p in python_files()
        if not is_generated(p)
        for name, length in long_functions(p.read_text(encoding="utf-8"))
    }
    assert found == {}


def test_no_template_is_longer_than_its_budget():
    templates = [p for p in project_files() if "templates" in p.parts and p.is_relative_to(PACKAGE)]
    assert templates
    assert {name_of(p): lines_of(p) for p in templates if lines_of(p) > TEMPLATE_LINES} == {}


def test_a_long_function_would_be_found():
    body = "\n".join(f"    x{i} = {i}" for i in range(FUNCTION_LINES))
    assert long_functions(f"class C:\n  def f(self):\n{body}\n") == [("f", FUNCTION_LINES + 1)]
