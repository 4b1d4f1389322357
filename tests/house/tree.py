"""The files that belong to the project: those that git keeps or would keep."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "tessera"
LEFT_OUT = {".git", ".venv", "var", "build", "node_modules", "__pycache__"}


@cache
def project_files() -> tuple[Path, ...]:
    git = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if git.returncode == 0:
        paths = [ROOT / name for name in git.stdout.decode().split("\0") if name]
    else:
        paths = [p for p in ROOT.rglob("*") if not LEFT_OUT.intersection(p.relative_to(ROOT).parts)]
    return tuple(sorted(p for p in paths if p.is_file()))


def python_files() -> list[Path]:
    return [p for p in project_files() if p.suffix == ".py"]


def name_of(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()
