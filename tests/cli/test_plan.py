"""`tessera plan`: what other programs rely on; from nothing to a plan in processes of its own."""

from __future__ import annotations

import json

import pytest

from tessera.plans.models import Activity, Plan
from tests.plans.test_import import CODE, DOCUMENT


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "plan.txt"
    path.write_text(DOCUMENT, encoding="utf-8")
    return path


def told(home, *arguments):
    """The one JSON document on stdout, with nothing beside it."""
    done = home.tessera("plan", *arguments, "--json")
    assert (done.returncode, done.stderr) == (0, ""), done.stderr
    return json.loads(done.stdout)


def test_an_import_into_a_home_that_did_not_exist_and_the_plan_shown(empty_home, document):
    dry = json.loads(empty_home.tessera("plan", "import", document, "--dry-run", "--json").stdout)
    assert (dry["code"], dry["created"], dry["dry_run"]) == (CODE, 5, True)
    assert empty_home.tessera("plan", "show", CODE).returncode == 1

    done = told(empty_home, "import", document)
    assert {k: done[k] for k in ("code", "title", "created", "updated", "unchanged")} == {
        "code": CODE, "title": "Work plan of the Network 2030-2033", "created": 5, "updated": 0, "unchanged": 0,
    }  # fmt: skip
    again = told(empty_home, "import", document)
    assert (again["created"], again["updated"], again["unchanged"]) == (0, 0, 5)

    plan = told(empty_home, "show", CODE)
    assert plan["period"] == {"start": 2030, "end": 2033}
    first, second = plan["sections"]
    assert (first["number"], first["title"]) == (1, "First things")
    text = first["activities"][0].pop("text")
    assert text.endswith("the Network will train the police. (GNR 5, 16)")
    assert first["activities"][0] == {
        "ref": "1a", "title": "Train the police", "start": 2030, "end": 2031, "gnr": [5, 16],
        "actions": [{"gnr": [5, 16]}], "notes": [],
    }  # fmt: skip
    assert [a["ref"] for a in second["activities"]] == ["2a"]


def test_what_is_odd_is_told_with_its_line(inside, tmp_path):
    odd = tmp_path / "odd.txt"
    odd.write_text(DOCUMENT.replace(" (GNR 13)", ""), encoding="utf-8")
    (warning,) = [w for w in told(inside, "import", odd, "--dry-run")["warnings"] if w["code"] == "no-gnr"]
    line = DOCUMENT.splitlines().index("b) Map the languages: members will map languages. (GNR 13)") + 1
    assert (warning["ref"], warning["line"]) == ("1b", line)
    assert warning["message"] == "1b names no Guidance Note recommendation."


def test_an_adopted_plan_takes_a_document_as_an_amendment(inside, tmp_path):
    code = told(inside, "list")[0]["code"]
    Plan.objects.update(origin="person")
    Activity.objects.filter(ref="1a").update(title="Ours", origin="person")
    document = tmp_path / "plan.txt"
    document.write_text(DOCUMENT, encoding="utf-8")
    before = told(inside, "show", code)
    done = told(inside, "import", document, "--code", code)
    assert done["amendment"] == 1
    assert told(inside, "show", code) == before


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("empty.txt", b"", "is empty"),
        ("plan.pdf", b"%PDF-1.7", "is a PDF"),
        ("plan.docx", b"PK\x03\x04 no more", "damaged"),
        ("minutes.txt", b"Dear colleagues, the minutes are attached.", "holds no plan"),
    ],
)
def test_a_file_that_is_no_plan_is_one_sentence_and_exit_code_1(inside, tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    plans = told(inside, "list")
    done = inside.tessera("plan", "import", path, "--json")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.count("\n") == 1
    assert said in done.stderr
    assert told(inside, "list") == plans


def test_the_plan_as_it_stood_on_a_day(inside):
    assert inside.tessera("plan", "show", "--on", "1999-12-31").returncode == 1
    assert inside.tessera("plan", "show", "--on", "yesterday").returncode == 2
    assert told(inside, "show", "--on", "2999-12-31") == told(inside, "show")


def test_for_people_it_is_said_in_lines(inside, document):
    said = inside.tessera("plan", "import", document, "--dry-run").stdout
    assert "5 would be created" in said
    assert "+ activity 1a Train the police" in said
    assert "1a   " in inside.tessera("plan", "show").stdout
