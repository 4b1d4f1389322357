"""The reference says what the code says."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLANS = ROOT / "src" / "tessera" / "plans"


def test_the_codes_of_remarks_on_plan_documents_are_those_of_the_reference():
    sources = [*(PLANS / "reading").glob("*.py"), PLANS / "services" / "importing.py"]
    codes = {code for path in sources for code in codes_in(ast.parse(path.read_text(encoding="utf-8")))}
    page = (ROOT / "docs" / "reference" / "plan-documents.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `([a-z-]+)` \|", page, re.M)) == codes


def codes_in(tree: ast.AST) -> set[str]:
    """Third arguments of ReadWarning(...), and what {"code": ...} holds."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ReadWarning":
            found.add(node.args[2])
        if isinstance(node, ast.Dict):
            found |= {v for k, v in zip(node.keys, node.values, strict=True) if getattr(k, "value", "") == "code"}
    return {node.value for node in found if isinstance(node, ast.Constant)}
