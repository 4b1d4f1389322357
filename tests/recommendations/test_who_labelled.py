"""Who gave a record its groups, themes, goals and tags of the Guidance Note; and labelling all records anew."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from tessera.network.models.audience import OPERATOR
from tessera.recommendations.errors import RecommendationError
from tessera.recommendations.models import Recommendation, Relabelling
from tessera.recommendations.selectors.finding import recommendations_find
from tessera.recommendations.selectors.labels import labels_of, marked
from tessera.recommendations.services.correcting import correction_withdraw, labels_correct
from tessera.recommendations.services.relabelling import batch_relabel, records_relabel
from tessera.recommendations.services.retelling import attestation_read
from tessera.search.writer import index_write
from tests.cast import PersonFactory

from .making import annotation, export, imported

pytestmark = pytest.mark.django_db
BARE = {"Themes": [], "Sdgs": [], "AffectedPersons": []}


@pytest.fixture(autouse=True)
def home(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path


def record_of(tmp_path, text: str, **said) -> Recommendation:
    imported(export(tmp_path, [annotation(1, Text=f"<p>1. {text}</p>", **said)]))
    return Recommendation.objects.get()


def reasons(record: Recommendation, facet: str, code: str) -> list[tuple[str, str, str]]:
    said = [(one.source, attestation_read(one)) for one in record.attestations.select_related("body")]
    labels = {one.code: one.reasons for one in labels_of(record, said)[facet]}
    return [(one.by, one.on, one.what) for one in labels[code]]


def test_where_the_source_labels_nothing_rules_do_and_say_why(tmp_path):
    record = record_of(tmp_path, "The State should teach Romani women and keep disaggregated data.", **BARE)
    assert record.groups == ("roma",)
    assert (record.groups_by, record.themes_by) == (("rule",), ("rule",))
    assert "statistics" in record.themes
    assert {"17", "17.18", "10.2"} <= set(record.goals)
    assert record.guidance == ("3", "8")
    assert reasons(record, "group", "roma") == [("rule", "words", "Romani")]
    assert reasons(record, "theme", "statistics") == [("rule", "words", "")]
    assert reasons(record, "theme", "members-of-minorities") == [("rule", "group", "roma")]
    assert reasons(record, "sdg", "17.18") == [("rule", "theme", "statistics")]
    assert reasons(record, "gnr", "3") == [("rule", "intersection", "women")]


def test_where_the_source_gives_themes_and_goals_no_rule_adds_any(tmp_path):
    record = record_of(tmp_path, "The State should end poverty among Dalits.")
    assert record.themes == ("racial-discrimination",)
    assert record.goals == ("10",)
    assert (record.groups_by, record.themes_by) == (("source", "rule"), ("source",))


def test_no_group_no_tag_of_the_guidance_note(tmp_path):
    record = record_of(tmp_path, "The State should keep disaggregated data.", **BARE)
    assert (record.themes, record.groups, record.guidance) == (("statistics",), (), ())


def test_a_reader_filters_by_who_gave_the_groups(tmp_path):
    rows = [
        annotation(1, Text="<p>1. The State should hear the Sami.</p>", **BARE),
        annotation(2, Text="<p>2. The State should build a road.</p>"),
        annotation(3, Text="<p>3. The State should plant trees.</p>", **BARE),
    ]
    imported(export(tmp_path, rows))
    index_write()
    for by, total in (("rule", 1), ("source", 1), ("person", 0)):
        assert recommendations_find(OPERATOR, "", filters=[("label", by)]).total == total
    one = Recommendation.objects.get(text__contains="trees")
    word = labels_correct(
        recommendation=one, field="groups", codes=["migrants"], reason="They plant them.", by=PersonFactory()
    )
    index_write()
    assert recommendations_find(OPERATOR, "", filters=[("label", "person")]).total == 1
    correction_withdraw(correction=word, by=PersonFactory())
    index_write()
    assert recommendations_find(OPERATOR, "", filters=[("label", "person")]).total == 0


def test_the_page_marks_the_words_a_rule_rests_on(tmp_path):
    record = record_of(tmp_path, "The State should hear Roma, and visit Rome.", **BARE)
    assert [words for words, is_mark in marked(record) if is_mark] == ["Roma"]
    assert "".join(words for words, _mark in marked(record)) == record.text
    page = Client().get(reverse("web:recommendation", args=[record.pk])).content.decode()
    assert "<mark>Roma</mark>" in page
    assert "by a rule, from the words “Roma”" in page


def test_the_mark_is_gone_where_a_person_says_otherwise(tmp_path):
    record = record_of(tmp_path, "The State should hear Roma.", **BARE)
    labels_correct(recommendation=record, field="groups", codes=[], reason="A football club.", by=PersonFactory())
    record.refresh_from_db()
    assert record.groups_by == ("person",)
    assert not any(is_mark for _words, is_mark in marked(record))


def test_new_rules_reach_old_records_and_leave_a_persons_word(tmp_path):
    rows = [annotation(n, Text=f"<p>{n}. The State should hear the Sami of area {n}.</p>", **BARE) for n in (1, 2)]
    imported(export(tmp_path, rows))
    first, second = Recommendation.objects.order_by("pk")
    labels_correct(recommendation=second, field="groups", codes=["other"], reason="Read.", by=PersonFactory())
    Recommendation.objects.filter(pk=first.pk).update(groups=(), themes=(), groups_by=())
    done = records_relabel()
    assert (done.read, done.changed, done.ended is not None) == (2, 1, True)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.groups, second.groups) == (("indigenous-peoples",), ("other",))
    assert recommendations_find(OPERATOR, "", filters=[("group", "indigenous-peoples")]).total == 1


def test_labelling_anew_is_done_once_goes_on_where_it_was_and_can_be_asked_for_again(tmp_path):
    record = record_of(tmp_path, "The State should hear the Sami.", **BARE)
    half = Relabelling.objects.create(version="of old rules", upto=record.pk)
    batch_relabel(half)
    assert (half.read, half.ended is not None) == (0, True)
    assert records_relabel().read == 1
    Recommendation.objects.update(groups=())
    assert records_relabel().changed == 0
    assert records_relabel(again=True).changed == 1


def test_the_page_of_rules_shows_every_crosswalk_and_no_hurtful_name(client):
    page = client.get(reverse("web:label-rules")).content.decode()
    for said in ("17.18", "It is about the United Nations’ own staff.", "Its wording has not been confirmed here."):
        assert said in page
    assert "gypsy" not in page.lower()
    rows = b"".join(client.get(reverse("web:label-rules-file")).streaming_content).decode()
    assert "theme,statistics,gnr,8" in rows
    assert "theme,statistics,sdg,17.18" in rows


@pytest.mark.parametrize("number", ["4", "5", "17", "19"])
def test_nobody_tags_with_what_is_not_about_states_or_not_confirmed(tmp_path, number):
    record = record_of(tmp_path, "The State should hear the Sami.", **BARE)
    with pytest.raises(RecommendationError):
        labels_correct(recommendation=record, field="guidance", codes=[number], reason="So.", by=PersonFactory())
