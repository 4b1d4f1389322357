"""Every package that a running Tessera needs may be used in AGPL-free, permissively licensed software."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, distribution

import pytest

from .tree import ROOT

GOOD = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python Software Foundation|MPL|Mozilla|Unlicense|CC0|Zlib|0BSD|HPND|BlueOak|LGPL)",
    re.IGNORECASE,
)
LESSER = re.compile(r"(LGPL|Lesser General Public)", re.IGNORECASE)
STRONG = re.compile(r"(AGPL|Affero|(?<!L)GPL|(?<!Lesser )General Public Licen[cs]e)", re.IGNORECASE)


def runtime_packages() -> list[str]:
    text = (ROOT / "requirements" / "main.txt").read_text(encoding="utf-8")
    # A line with a marker may be for another system or Python: then it is not installed here.
    return re.findall(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==", text, re.MULTILINE)


def licence_of(name: str) -> str | None:
    """What the package says of its licence, in the newest field it uses; None where it is not installed."""
    try:
        about = distribution(name).metadata
    except PackageNotFoundError:
        return None
    if expression := about.get("License-Expression"):
        return expression
    classifiers = [c.rsplit("::", 1)[-1].strip() for c in about.get_all("Classifier", []) if c.startswith("License ::")]
    return "; ".join([*classifiers, (about.get("License") or "").strip().split("\n")[0]]).strip("; ") or "nothing said"


def is_acceptable(licence: str) -> bool:
    """LGPL is a library's own business (psycopg, used unchanged); of several to choose from, one good one will do."""
    choices = re.split(r"\s+OR\s+", licence)
    return any(
        (GOOD.search(choice) or LESSER.search(choice)) and not STRONG.search(LESSER.sub("", choice))
        for choice in choices
    )


@pytest.mark.parametrize("name", runtime_packages())
def test_the_licence_is_acceptable(name):
    licence = licence_of(name)
    if licence is None:
        pytest.skip(f"{name} is for another system or Python")
    assert is_acceptable(licence), f"{name}: {licence}"


@pytest.mark.parametrize(
    ("licence", "acceptable"),
    [
        ("MIT", True),
        ("BSD-3-Clause", True),
        ("GNU Lesser General Public License v3 (LGPLv3)", True),
        ("LGPL-3.0-only", True),
        ("MIT OR GPL-2.0-only", True),
        ("GPL-3.0-or-later", False),
        ("GNU Affero General Public License v3", False),
        ("AGPL-3.0-only", False),
        ("MIT AND GPL-3.0-only", False),
        ("nothing said", False),
    ],
)
def test_licences_are_told_apart(licence, acceptable):
    assert is_acceptable(licence) is acceptable
