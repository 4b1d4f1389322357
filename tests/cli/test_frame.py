"""The frame of the command: exit codes, one sentence, one document, an empty home."""

from __future__ import annotations

import json
import re
import subprocess
import time

import click
import pytest

from tessera.cli.frame import Failure, answer, failing_on, progress
from tessera.cli.frame import run as frame_run

from .conftest import TESSERA


@pytest.fixture
def run_verb(monkeypatch, capsys, tmp_path):
    """Run a function as if it were a verb; its exit code, stdout and stderr."""
    monkeypatch.setenv("TESSERA_HOME", str(tmp_path))

    def run(function):
        verb = click.Command("trial", callback=function)
        monkeypatch.setattr(frame_run.Verbs, "get_command", lambda *_: verb)
        code = frame_run.run(["trial"])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return run


def test_help_comes_at_once_and_loads_no_django(tmp_path):
    started = time.perf_counter()
    done = subprocess.run([TESSERA, "--help"], capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 0
    assert "backup" in done.stdout
    assert time.perf_counter() - started < 2
    assert list(tmp_path.iterdir()) == []


def test_bad_usage_ends_with_2_and_says_where_help_is(closed_home):
    for arguments in (["bakcup"], ["backup"], ["backup", "--nope", "x"], ["restore", "/no/such/file"]):
        done = closed_home.tessera(*arguments)
        assert done.returncode == 2, arguments
        assert done.stdout == ""
        assert re.fullmatch(r"[^\n]+\n", done.stderr), done.stderr
        assert "--help." in done.stderr


def test_the_bare_command_shows_its_verbs_and_ends_with_2(closed_home):
    done = closed_home.tessera()
    assert done.returncode == 2
    assert "Commands:" in done.stderr


def test_a_failure_is_one_sentence_and_ends_with_1(run_verb):
    def verb():
        raise Failure("The plan\n  cannot be read")

    assert run_verb(verb) == (1, "", "The plan cannot be read.\n")


def test_errors_that_speak_to_people_become_failures(run_verb):
    def verb():
        with failing_on(LookupError):
            raise LookupError("There is no plan of this name.")

    assert run_verb(verb) == (1, "", "There is no plan of this name.\n")


def test_the_unexpected_shows_no_traceback_but_keeps_one(run_verb, tmp_path):
    def verb():
        raise ZeroDivisionError("inner detail")

    code, out, err = run_verb(verb)
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert "Traceback" not in err
    assert "inner detail" not in err
    (log,) = (tmp_path / "log").iterdir()
    assert str(log) in err
    assert "inner detail" in log.read_text()
    assert log.stat().st_mode & 0o077 == 0


def test_ctrl_c_ends_with_1(run_verb):
    def verb():
        raise KeyboardInterrupt

    code, said, complaint = run_verb(verb)
    assert (code, said, complaint.strip()) == (1, "", "Stopped.")


def test_json_is_one_document_and_words_are_words(run_verb):
    assert json.loads(run_verb(lambda: answer({"ü": [1]}, as_json=True, text="no"))[1]) == {"ü": [1]}
    assert run_verb(lambda: answer({"ü": [1]}, as_json=False, text=lambda: "one thing"))[1] == "one thing\n"


def test_no_progress_bar_where_nobody_looks(run_verb):
    def verb():
        with progress([1, 2], label="Reading") as rows:
            assert list(rows) == [1, 2]

    assert run_verb(verb) == (0, "", "")


def test_an_empty_home_is_migrated_quietly(empty_home):
    done = empty_home.tessera("doctor", "--json")
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    checks = {c["name"]: c["state"] for c in json.loads(done.stdout)["checks"]}
    assert checks["migrations"] == "well"


def test_verbs_started_at_once_on_an_empty_home_do_not_collide(empty_home):
    command = [str(TESSERA), "migrate", "--json"]
    running = [
        subprocess.Popen(command, env=empty_home.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(3)
    ]
    said = [process.communicate(timeout=120) for process in running]
    assert [process.returncode for process in running] == [0, 0, 0], said
    assert sorted(json.loads(out)["migrated"] for out, _ in said) == [False, False, True]


def test_a_setting_that_is_not_valid_is_named_in_one_sentence(closed_home):
    done = closed_home.tessera("migrate", PORT="eighty")
    assert done.returncode == 1
    assert "PORT" in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_home_that_cannot_be_is_named_in_one_sentence(closed_home, tmp_path):
    (tmp_path / "file").write_text("")
    done = closed_home.tessera("migrate", TESSERA_HOME=str(tmp_path / "file" / "home"))
    assert done.returncode == 1
    assert done.stderr.startswith("TESSERA_HOME cannot be used")


def test_a_database_that_does_not_answer_is_said_in_one_sentence(closed_home):
    done = closed_home.tessera("migrate")
    assert done.returncode == 1
    assert done.stderr.startswith("The database cannot be opened")
    assert done.stderr.count("\n") == 1


def test_a_reader_who_has_enough_is_no_error(home):
    done = home.run("bash", "-c", f"set -o pipefail; {TESSERA} doctor | true")
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr
