"""Reports of the Permanent Forum on Indigenous Issues: a made-up session, and statements that quote the Forum."""

from __future__ import annotations

from importlib.resources import as_file, files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tessera.harvest import SourceFile, extract_file
from tessera.sources.permanent_forum.adapter import _rules, recognizes


def test_the_sample_is_read_as_it_is_printed():
    with as_file(files("tessera.sources.permanent_forum").joinpath("sample.txt")) as path:
        found = extract_file(path)
    own = found.document
    assert (own.symbol, own.mechanism, own.session) == ("E/2031/43-E/C.19/2031/9", "pfii", "30")
    assert own.date == "2031-05-01"
    assert [(r.paragraph, r.kind, r.addressees, r.countries) for r in found.recommendations] == [
        ("Draft decision I", "decision", ("un",), ()),
        ("Draft decision II", "decision", ("un",), ()),
        ("4", "recommendation", ("state", "un"), ()),
        ("5", "recommendation", ("state",), ("NPL",)),
        ("6", "decision", (), ()),
        ("8", "recommendation", ("un", "indigenous-peoples", "academia"), ()),
    ]
    assert found.recommendations[0].heading == "Meeting of experts on made-up samples"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The Permanent Forum recommends that States listen.", "recommendation"),
        ("The Forum urges Member States to listen.", "recommendation"),
        ("The Permanent Forum, recalling article 3, calls upon UNESCO to print.", "recommendation"),
        ("The Permanent Forum welcomes the report and encourages States to read it.", "recommendation"),
        ("The Permanent Forum reiterates its recommendation that the Bank listen.", "recommendation"),
        ("The Permanent Forum thanks them. It invites the Bank to go on.", "recommendation"),
        ("The Permanent Forum decides to appoint two members.", "decision"),
        ("The Permanent Forum welcomes the report.", ""),
        ("The Permanent Forum notes that experts recommend reading.", ""),
        ("The Permanent Forum is concerned that its recommendations are not applied.", ""),
        ("The Committee recommends that States listen.", ""),
    ],
)
def test_what_recommends_is_told_from_what_describes(text, kind):
    assert _rules().named.of(text) == kind


actors = st.sampled_from(["The Permanent Forum", "The Forum", "The Permanent Forum on Indigenous Issues"])
verbs = st.sampled_from(["recommends that", "urges", "calls upon", "invites", "encourages", "strongly recommends that"])
whom = st.sampled_from(["Member States", "UNESCO", "the World Bank", "indigenous peoples", "the Government of Chad"])


@given(actors, verbs, whom, st.sampled_from(["notes", "welcomes", "takes note of", "acknowledges", "commends"]))
def test_the_same_words_ask_with_one_verb_and_describe_with_another(actor, asks, asked, tells):
    assert _rules().named.of(f"{actor} {asks} {asked} to listen.") == "recommendation"
    assert _rules().named.of(f"{actor} {tells} what {asked} did.") == ""


def test_statements_that_quote_the_forum_are_not_its_reports(shared_data):
    for path in sorted((shared_data / "excerpts").glob("unpfii-*.txt")):
        assert not recognizes(SourceFile(path, path.name)), path.name
