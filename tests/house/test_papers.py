"""What a machine can hold the documentation to: settings, numbers, links, anchors and commands."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from tessera.cli.frame.run import tessera
from tessera.config.environment import Environment

from .tree import PACKAGE, ROOT, name_of, project_files

PAGES = [p for p in project_files() if p.suffix == ".md"]
SETTINGS = ROOT / "docs" / "reference" / "settings.md"
COMMANDS = ROOT / "docs" / "reference" / "commands.md"


def without_code(text: str) -> str:
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^(```|~~~).*?^\1", "", text, flags=re.MULTILINE | re.DOTALL))


def anchors_of(path: Path) -> set[str]:
    """Anchors as forges make them from headings."""
    headings = re.findall(r"^#+\s+(.*)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", h.replace("`", "").lower()).strip().replace(" ", "-") for h in headings}


def names_of(field: str) -> list[str]:
    alias = Environment.model_fields[field].validation_alias
    return [str(a) for a in alias.choices] if alias else [f"TESSERA_{field.upper()}"]  # type: ignore[union-attr]


@pytest.mark.parametrize("field", Environment.model_fields)
def test_the_settings_page_documents(field):
    rows = [line for line in SETTINGS.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    row = next((r for r in rows if f"`{names_of(field)[0]}`" in r), None)
    assert row, f"no row for {names_of(field)[0]}"
    default = Environment.model_fields[field].default
    if isinstance(default, str | int | Path) and str(default):
        shown = {True: "on", False: "off"}.get(default, str(default)) if isinstance(default, bool) else str(default)
        assert f"`{shown}`" in row, f"the default of {field} is {shown}"


def test_the_settings_page_documents_no_setting_that_does_not_exist():
    known = {name for field in Environment.model_fields for name in names_of(field)}
    said = set(re.findall(r"^\| `([A-Z_]+)`", SETTINGS.read_text(encoding="utf-8"), re.MULTILINE))
    assert said
    assert said <= known


def test_every_numbered_check_is_documented_once_and_no_other():
    sources = [p.read_text(encoding="utf-8") for p in PACKAGE.rglob("*.py")]
    raised = sorted(n for s in sources for n in re.findall(r"id=\"tessera\.([EW]\d{3})\"", s))
    assert len(raised) == len(set(raised)), "a number stands for one thing"
    said = re.findall(r"^\| `tessera\.([EW]\d{3})` \|", SETTINGS.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(said) == raised


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_links_are_alive_on(page):
    text = without_code(page.read_text(encoding="utf-8"))
    dead = []
    for target in re.findall(r"\[[^\]]*\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", target):
            continue
        name, _, anchor = target.partition("#")
        path = (page.parent / name).resolve() if name else page
        if not path.exists() or (anchor and anchor not in anchors_of(path)):
            dead.append(target)
    assert dead == []


def commands_on(page: Path) -> list[str]:
    blocks = re.findall(
        r"^```(?:sh|bash|console)\n(.*?)^```", page.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    lines = [line.strip().removeprefix("$ ") for block in blocks for line in block.replace("\\\n", " ").splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


OWN = {name_of(p) for p in project_files() if name_of(p).startswith((".ci/", "script/", "benchmarks/"))}
ELSEWHERE = {
    *("git", "cd", "cp", "mkdir", "chmod", "export", "sudo", "apt-get", "systemctl", "curl", "docker", "python3", "ls"),
    *("psql", "createuser", "createdb", "useradd", "crontab", "ssh", "certbot", "nginx"),
}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_exist_on(page):
    wrong = [line for line in commands_on(page) if not command_exists(line)]
    assert wrong == []


def command_exists(line: str) -> bool:
    words = shlex.split(line, comments=True)
    while words and (re.match(r"[A-Z_]+=", words[0]) or words[0] in {"sudo", "exec"}):
        words = words[1:]
    if not words:
        return True
    program = words[0].removeprefix("./")
    if program in {"tessera", ".venv/bin/tessera"}:
        return verb_exists(words[1:])
    if program.startswith(".venv/bin/"):
        return (ROOT / program).exists() and all((ROOT / w).exists() for w in words[1:] if w.endswith(".py"))
    return program in OWN or program in ELSEWHERE


def verb_exists(words: list[str]) -> bool:
    """Every word up to the first argument is a verb, and every option is known to it."""
    verb: object = tessera
    rest = list(words)
    while rest and hasattr(verb, "get_command") and (found := verb.get_command(None, rest[0])):
        verb, rest = found, rest[1:]
    if hasattr(verb, "get_command") and rest and not rest[0].startswith("-"):
        return False
    known = {o for p in verb.params for o in (*p.opts, *p.secondary_opts)} | {"--help", "-h", "--version"}  # type: ignore[attr-defined]
    return all(w.split("=")[0] in known for w in rest if w.startswith("-"))


def test_a_command_that_does_not_exist_would_be_found():
    assert command_exists("tessera backup --force /tmp/b.tar.gz")
    assert not command_exists("tessera backup --forse x")
    assert not command_exists("tessera bakcup x")
    assert not command_exists("script/srve")


def test_every_verb_is_on_the_commands_page():
    said = COMMANDS.read_text(encoding="utf-8")
    verbs = tessera.list_commands(None)  # type: ignore[arg-type]
    assert [v for v in verbs if f"## tessera {v}" not in said] == []


@pytest.mark.parametrize("verb", tessera.list_commands(None))  # type: ignore[arg-type]
def test_every_verb_has_help(verb):
    done = CliRunner().invoke(tessera, [verb, "--help"])
    assert done.exit_code == 0
    assert "Usage:" in done.output
