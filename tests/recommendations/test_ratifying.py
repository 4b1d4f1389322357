"""Importing lists of ratifications: nothing twice, nothing lost, nothing withdrawn by mistake."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from tessera.cli.frame.run import tessera
from tessera.extraction import SaidError
from tessera.recommendations.models import EarlierTreatyStatus, TreatyAttestation, TreatyStatus
from tessera.recommendations.selectors.ratifications import country_ratifications, statuses_listed, treaty_status
from tessera.recommendations.selectors.sources import sources_listed
from tessera.recommendations.services.importing import files_import

from .treaty_making import list_imported, list_written

pytestmark = pytest.mark.django_db
NEPAL, KENYA = "Nepal,Party,1971", "Kenya,Signed,"


def status(country: str = "NPL", treaty: str = "icerd") -> TreatyStatus:
    return TreatyStatus.objects.get(country=country, treaty=treaty)


def test_a_list_is_imported_once_and_again_changes_nothing(tmp_path):
    first = list_imported(tmp_path, NEPAL, KENYA)
    again = list_imported(tmp_path, NEPAL, KENYA)
    longer = list_imported(tmp_path, NEPAL, KENYA, "Chad,No action,")
    assert (first.read, first.created, again.created, again.unchanged) == (2, 2, 0, 2)
    assert (longer.created, longer.unchanged) == (1, 2)
    assert (TreatyStatus.objects.count(), TreatyAttestation.objects.count()) == (3, 3)
    assert (status().status, status().bound_year, status("KEN").status) == ("party", 1971, "signatory")


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    would = list_imported(tmp_path, NEPAL, KENYA, dry_run=True)
    assert (would.created, TreatyStatus.objects.count()) == (2, 0)


def test_a_status_that_changes_keeps_what_it_said(tmp_path):
    list_imported(tmp_path, NEPAL, KENYA)
    done = list_imported(tmp_path, NEPAL, "Kenya,Party,2031")
    assert (done.updated, done.unchanged) == (1, 1)
    assert (status("KEN").status, status("KEN").bound_year) == ("party", 2031)
    assert [one.said["status"] for one in status("KEN").earlier.all()] == ["signatory"]


def test_where_a_row_came_from_is_kept(tmp_path):
    list_imported(tmp_path, "Nepal,Party,1971,Art. 4,,Depositary,2031-05-01")
    attested = TreatyAttestation.objects.get()
    assert (attested.source, attested.run.file_name, attested.scope) == (
        "ratifications",
        "icerd.csv",
        "Depositary:icerd",
    )
    assert json.loads(attested.body)["reservations"] == "Art. 4"
    assert (status().origin, str(status().as_of), status().reservations) == ("Depositary", "2031-05-01", "Art. 4")


def test_of_two_lists_the_one_that_speaks_for_the_later_day_stands_whichever_comes_last(tmp_path):
    list_imported(tmp_path, "Nepal,Party,1971,,,New list,2031-05-01")
    list_imported(tmp_path, "Nepal,No action,,,,Old list,2020-01-01")
    assert (status().status, status().origin, status().attestations.count()) == ("party", "New list", 2)


def test_what_a_list_no_longer_has_is_marked_and_comes_back(tmp_path):
    everyone = [
        f"{name},Party,1990" for name in ("Chad", "Peru", "Fiji", "Mali", "Cuba", "Togo", "Oman", "Laos", "Iraq")
    ]
    list_imported(tmp_path, NEPAL, KENYA, *everyone)
    done = list_imported(tmp_path, NEPAL, *everyone)
    assert (done.withdrawn, status("KEN").gone is None) == (1, False)
    assert "KEN" not in statuses_listed().values_list("country", flat=True)
    assert EarlierTreatyStatus.objects.filter(status=status("KEN")).count() == 1
    list_imported(tmp_path, NEPAL, KENYA, *everyone)
    assert status("KEN").gone is None


def test_a_part_of_a_list_withdraws_nothing_unless_somebody_says_it_is_all(tmp_path):
    list_imported(tmp_path, NEPAL, KENYA)
    part = list_imported(tmp_path, NEPAL)
    assert (part.withdrawn, status("KEN").gone) == (0, None)
    assert "taken for a part" in part.warnings[0]
    assert list_imported(tmp_path, NEPAL, "Chad,Party,1990", complete=True).withdrawn == 1


def test_a_country_written_twice_and_one_that_is_not_known_are_told(tmp_path):
    done = list_imported(tmp_path, NEPAL, "Nepal,No action,", "Ruritania,Party,1990")
    assert [reason.split("”")[0] for _key, _place, reason in done.skipped] == [
        "The file has this country and treaty already; the first row was kept.",
        "The country “Ruritania",
    ]


def test_a_file_that_is_no_such_list_is_refused_in_one_sentence(tmp_path):
    path = tmp_path / "notes.csv"
    path.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(SaidError, match="is not a list of who is bound by treaties"):
        files_import("ratifications", [path])
    assert TreatyStatus.objects.count() == 0


def test_a_declaration_opens_its_procedure_and_a_treaty_that_does_not_bind_opens_none(tmp_path):
    list_imported(tmp_path, "Nepal,Party,1971,,It recognizes the competence under article 14.", KENYA)
    standing = {one.treaty.code: one.status for one in country_ratifications("NPL")["procedures"]}
    assert (standing["icerd-14"], standing["cat-22"]) == ("party", "no-data")
    here = {one.country: one.status for one in treaty_status("icerd-14")}
    assert (here["NPL"], here["KEN"], here["CHE"]) == ("party", "not-applicable", "no-data")


def test_every_member_state_has_a_standing_and_others_only_where_a_list_speaks_of_them(tmp_path):
    list_imported(tmp_path, NEPAL, "Cook Islands,Party,1990")
    codes = [one.country for one in treaty_status("icerd")]
    assert len(codes) == 194
    assert ("COK" in codes, "VAT" in codes) == (True, False)
    assert {one.country for one in treaty_status("kampala")} & {"NPL", "CHE"} == set()


@pytest.mark.parametrize("source", ["ratifications", "auto"])
def test_the_verb_says_what_the_contract_asks(source, tmp_path, monkeypatch, settings):
    path = list_written(tmp_path, NEPAL, KENYA)
    done = CliRunner().invoke(tessera, ["import", source, str(path), "--json"])
    said = json.loads(done.stdout)
    assert done.exit_code == 0
    assert {"source", "read", "created", "updated", "unchanged", "skipped", "seconds"} <= said.keys()
    assert (said["source"], said["read"]) == ("ratifications", 2)


def test_the_sources_count_what_they_have(tmp_path):
    list_imported(tmp_path, NEPAL, KENYA)
    assert {row.source.code: row.records for row in sources_listed()}["ratifications"] == 2


@pytest.mark.shared
def test_all_real_lists_are_imported_and_again_change_nothing(shared_data):
    paths = sorted((shared_data / "ratifications").glob("*.csv"))
    first = files_import("auto", paths)
    again = files_import("ratifications", paths)
    assert sum(one.created for one in first) == 18 * 193 == TreatyStatus.objects.count()
    assert sum(one.unchanged for one in again) == 18 * 193
    assert sum(one.created + one.updated for one in again) == 0
    assert statuses_listed(treaty="icerd", status="party").count() == 181
