"""TESSERA_HOME and the signing key in it."""

from __future__ import annotations

import multiprocessing
import stat
from pathlib import Path

from tessera.config.home import home_prepare, secret_key_read


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_the_home_is_made_closed_to_others(tmp_path):
    home = home_prepare(tmp_path / "new" / "home")
    assert home.is_absolute()
    assert mode_of(home) == 0o700


def test_the_key_is_made_once_long_and_for_the_owner_only(tmp_path):
    key = secret_key_read(tmp_path)
    assert len(key) >= 64
    assert mode_of(tmp_path / "secret-key") == 0o600
    assert secret_key_read(tmp_path) == key
    assert [p.name for p in tmp_path.iterdir()] == ["secret-key"]


def test_a_key_that_is_there_is_kept(tmp_path):
    (tmp_path / "secret-key").write_text("x" * 50 + "\n")
    assert secret_key_read(tmp_path) == "x" * 50


def test_two_homes_have_two_keys(tmp_path):
    homes = [home_prepare(tmp_path / name) for name in "ab"]
    assert len({secret_key_read(h) for h in homes}) == 2


def test_first_runs_at_once_agree_on_one_key(tmp_path):
    with multiprocessing.get_context("fork").Pool(8) as pool:
        keys = pool.map(secret_key_read, [tmp_path] * 64, chunksize=1)
    assert len(set(keys)) == 1
    assert [p.name for p in tmp_path.iterdir()] == ["secret-key"]
