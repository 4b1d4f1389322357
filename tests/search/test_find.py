"""What is found in the plan that Tessera ships, and how it is told."""

from __future__ import annotations

import shutil

import pytest

from tessera.network.models.audience import OPERATOR
from tessera.plans.models import Activity, Plan
from tessera.plans.services.applying import changes_apply
from tessera.plans.services.guidance import guidance_wording_set
from tessera.plans.services.seed import seed_load
from tessera.search import place, writer
from tessera.search.place import home
from tests.worlds import world_kept

from .asking import ask, plain, titles

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def plan(django_db_setup, django_db_blocker, tmp_path_factory):
    with world_kept(django_db_blocker, tmp_path_factory.mktemp("plan")):
        seed_load()
        yield


@pytest.fixture(autouse=True)
def _seeded(plan, db):
    """The plan; each test makes the index, in its own home."""


@pytest.mark.parametrize(
    ("query", "kind", "path"),
    [
        ("1a", "activity", "/plans/AP-2014-2017/activities/1a/"),
        ("GNR 8", "guidance", "/guidance/8/"),
        ("gnr 17", "guidance", "/guidance/17/"),
        ("AP-2014-2017", "plan", "/plans/AP-2014-2017/"),
        ("ref:5", "section", "/plans/AP-2014-2017/text/#section-5"),
    ],
)
def test_a_reference_is_found_as_typed_and_comes_first(cast, query, kind, path):
    hits = ask(cast.reader, query).hits
    wanted = [h for h in hits if h.kind == kind and h.path == path]
    assert wanted
    assert hits[0].references, "what is called so stands before what mentions it"


@pytest.mark.parametrize(
    ("language", "query"),
    [
        ("en", "minority"),
        ("fr", "minorité"),
        ("es", "minorias"),
        ("ru", "меньшинства"),
        ("ar", "أقلية"),
        ("zh", "少数群体"),
    ],
)
def test_it_is_found_and_shown_in_the_readers_language(cast, language, query):
    results = ask(cast.reader, query, language=language)
    assert results.total > 10
    told = [hit.language for hit in results.hits]
    assert told.count(language) >= 0.9 * len(told), "another language only where that alone shows why it was found"
    assert any(marked for hit in results.hits for _text, marked in [*hit.title, *hit.snippet])


def test_every_kind_that_the_plan_ships_is_found():
    assert set(ask(OPERATOR, "NOT zzz").kinds) == {
        "plan", "objective", "strategy", "section", "activity", "milestone", "guidance", "suggestion", "organisation",
    }  # fmt: skip


@pytest.mark.parametrize("query", ["minority", "discriminat*", "NOT rights", "gnr:1-19", '"human rights" OR training'])
def test_every_count_is_the_count_of_the_search_it_leads_to(cast, query):
    results = ask(cast.reader, query, facets=("gnr", "year", "status", "organisation", "plan"))
    assert sum(results.kinds.values()) == results.total > 0
    for kind, count in results.kinds.items():
        within = ask(cast.reader, query, kinds=[kind])
        assert within.total == count == ask(cast.reader, f"({query}) kind:{kind}").total
        assert within.kinds == results.kinds
    for name, values in results.facets.items():
        for value, count in values.items():
            assert ask(cast.reader, f'({query}) {name}:"{value}"').total == count, (name, value)


def test_pages_of_results_are_the_whole_and_nothing_twice(cast):
    total = ask(cast.reader, "minority").total
    keys = [(h.kind, h.id) for n in range(0, total, 7) for h in ask(cast.reader, "minority", limit=7, offset=n).hits]
    assert len(keys) == len(set(keys)) == total
    assert ask(cast.reader, "minority", offset=10**9).hits == []


def test_a_bulk_change_of_the_plan_is_found_at_once(cast):
    plan = Plan.objects.get()
    old = Activity.objects.get(ref="1a").summary
    changes = [
        {"op": "change", "kind": "activity", "ref": "1a", "values": {"summary": [old, "Zebras first"]}},
        {"op": "add", "kind": "activity", "ref": "1z", "values": {"section": "1", "title": "Zebra crossing"}},
    ]
    assert titles(cast.reader, "zebra") == set()
    fields = ask(cast.reader, "1a").hits[0]
    changes[0]["values"] = {"title": [Activity.objects.get(ref="1a").title, "Zebras first"]}
    changes_apply(plan=plan, changes=changes, by=cast.secretariat, reason="test", origin="person")
    assert titles(cast.reader, "zebra") == {"Zebras first", "Zebra crossing"}
    assert ask(cast.reader, "1a").hits[0].id == fields.id


def test_a_wording_of_the_guidance_note_is_found_once_entered(cast):
    from tessera.plans.models import GuidanceRecommendation

    guidance_wording_set(
        recommendation=GuidanceRecommendation.objects.get(number=17),
        language="en",
        title="Zebra crossings",
        summary="",
        source="p. 1",
        version=0,
        by=cast.secretariat,
    )
    assert [h.path for h in ask(cast.reader, "zebra").hits] == ["/guidance/17/"]


def test_a_snippet_is_around_the_words_that_were_found(cast):
    activity = Activity.objects.get(ref="1a")
    activity.summary, activity.text = "", "Before. " * 100 + "A <b>zebra</b> crosses. " + "After. " * 100
    activity.save()
    (hit,) = ask(cast.reader, "zebras").hits
    assert ("zebra", True) in hit.snippet
    assert len(plain(hit.snippet)) < 320
    assert hit.snippet[0][0] == "… "
    assert "<b>" in plain(hit.snippet), "escaping is the page's matter"


@pytest.mark.parametrize("damage", ["meta.json", "*.term", "*.store", "current", "all"])
def test_a_damaged_index_is_made_anew(cast, damage):
    total = ask(cast.reader, "minority").total
    (folder,) = home().glob("build-*")
    if damage == "all":
        shutil.rmtree(home(), ignore_errors=True)  # the engine may be tidying up at this moment
    elif damage == "current":
        (home() / "current").write_text("nonsense")
    else:
        for path in folder.glob(damage):
            path.unlink()  # replaced, not shortened: the old bytes are still mapped into this process
            path.write_bytes(b"{")
    from tessera.search import place

    place._opened.clear()  # as another process finds it
    assert ask(cast.reader, "minority").total == total > 0
    assert len(list(home().glob("build-*"))) == 1


def test_an_index_of_another_format_is_made_anew(cast, monkeypatch):
    ask(cast.reader, "minority")
    before = list(home().glob("build-*"))
    monkeypatch.setattr("tessera.search.schema.FORMAT", 999)
    assert ask(cast.reader, "minority").total > 0
    assert list(home().glob("build-*")) != before


def test_a_large_register_without_an_index_says_so_and_keeps_nobody_waiting(cast, monkeypatch):
    monkeypatch.setattr(writer, "COMMIT", 10)
    results = ask(cast.reader, "minority")
    assert not results.ready
    assert results.total == 0
    assert writer.index_write().rebuilt


def test_an_index_in_many_parts_is_made_anew_and_finds_the_same(cast, monkeypatch):
    before = ask(cast.reader, "minority")
    build = list(home().glob("build-*"))
    assert not writer.index_tidy().rebuilt, "it lies in few parts"
    monkeypatch.setattr(writer, "PARTS", 0)
    assert writer.index_tidy().rebuilt
    assert list(home().glob("build-*")) != build
    after = ask(cast.reader, "minority")
    assert (after.total, [hit.id for hit in after.hits]) == (before.total, [hit.id for hit in before.hits])
    with place.writer_lock(wait=True):
        assert writer.index_tidy().busy


def test_no_words_are_no_search(cast):
    results = ask(cast.reader, " -- ")
    assert not results.asked
    assert [i.why for i in results.ignored] == ["no-letters"]
    assert results.kinds == {}
