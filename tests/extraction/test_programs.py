"""Other programs are run within bounds, and end with them."""

from __future__ import annotations

import os
import sys
import time

import pytest

from tessera.extraction.programs import SaidTooMuch, program_run


def run(code: str, **bounds: object) -> tuple[int, bytes]:
    given = {"seconds": 20.0, "most_bytes": 2_000_000, "environment": {"PATH": os.environ["PATH"]}} | bounds
    return program_run([sys.executable, "-c", code], **given)


def test_a_program_is_given_much_and_says_much():
    code = "import sys; sys.stdout.buffer.write(sys.stdin.buffer.read()[::-1])"
    assert run(code, given=b"ab" * 500_000) == (0, b"ba" * 500_000)


def test_a_program_that_does_not_listen_is_no_error():
    assert run("import sys; sys.stdin.close(); print('well'); sys.exit(3)", given=b"a" * 5_000_000) == (3, b"well\n")


def test_a_program_that_says_more_than_it_may_is_ended():
    began = time.monotonic()
    with pytest.raises(SaidTooMuch):
        run("while True: print('a' * 10_000)", most_bytes=1_000_000)
    assert time.monotonic() - began < 10


@pytest.mark.parametrize("code", ["import time; time.sleep(60)", "import os, time; os.close(1); time.sleep(60)"])
def test_a_program_that_takes_too_long_is_ended(code):
    began = time.monotonic()
    with pytest.raises(TimeoutError):
        run(code, seconds=1)
    assert time.monotonic() - began < 10


def test_what_a_program_has_started_ends_with_it(tmp_path):
    kept = tmp_path / "pid"
    code = (
        "import subprocess, time, pathlib\n"
        "one = subprocess.Popen(['sleep', '61'], stdout=subprocess.DEVNULL)\n"
        f"pathlib.Path({str(kept)!r}).write_text(str(one.pid)); time.sleep(60)"
    )
    with pytest.raises(TimeoutError):
        run(code, seconds=3, alone=True)
    assert ended(int(kept.read_text()))


def ended(process: int) -> bool:
    """Gone, or a name in the list of processes that nobody has asked about yet."""
    for _ in range(50):
        try:
            with open(f"/proc/{process}/stat", encoding="utf-8") as f:
                if f.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except FileNotFoundError:
            return True
        time.sleep(0.1)
    return False
