"""Who does what about a recommendation and how it is assessed: who may enter, see, change and take back."""

from __future__ import annotations

import pytest

from tessera.network.models import Audience, GroupMember
from tessera.network.services.erasure import person_erase
from tessera.recommendations.errors import EditConflict, RecommendationError
from tessera.recommendations.models import Assessment, FollowUp
from tessera.recommendations.selectors.follow_up import follow_up_due, follow_up_of, follow_ups_listed
from tessera.recommendations.services.follow_up import entry_archive, entry_change, entry_restore
from tests.cast import GroupFactory, OrganisationFactory, PersonFactory
from tests.search.asking import ask, fresh

from .making_entries import DAY, action_made, assessment_made, recommendation_made, soon

pytestmark = pytest.mark.django_db
ROLES = ["reader", "civil_society", "country_team", "focal_point", "coordinator", "secretariat", "administrator"]
NETWORK = set(ROLES) - {"reader", "civil_society"}
KEEPERS = {"secretariat", "administrator"}


@pytest.fixture
def record(db):
    return recommendation_made()


def allowed(cast, permission, subject=None):
    people = {role: cast.all[role] for role in ROLES if role != "reader"}
    return {role for role, person in people.items() if person.has_perm(f"recommendations.{permission}", subject)}


def test_the_network_says_what_is_done_and_civil_society_assesses_too(cast, record):
    assert allowed(cast, "add_follow_up", record) == NETWORK
    assert allowed(cast, "add_assessment", record) == NETWORK | {"civil_society"}
    assert allowed(cast, "release_assessment") == KEEPERS


def test_of_a_recommendation_that_one_may_not_see_nothing_is_entered(cast):
    hidden = recommendation_made(audience=Audience.PEOPLE)
    assert allowed(cast, "add_follow_up", hidden) == allowed(cast, "add_assessment", hidden) == set()


def test_an_entry_is_kept_by_its_author_and_the_secretariat(cast, record):
    entry = action_made(record, by=cast.focal_point)
    assert allowed(cast, "edit_entry", entry) == allowed(cast, "archive_entry", entry) == KEEPERS | {"focal_point"}
    entry = entry_archive(entry, version=1, by=cast.focal_point)
    assert allowed(cast, "edit_entry", entry) == set(), "what is archived is brought back first"
    assert allowed(cast, "archive_entry", entry) == KEEPERS | {"focal_point"}


def test_who_has_no_role_any_more_keeps_nothing_and_sees_what_is_public(cast, record):
    entry = action_made(record, by=cast.focal_point)
    cast.focal_point.memberships.update(until=DAY)
    former = fresh(cast.focal_point)
    assert not former.has_perm("recommendations.edit_entry", entry)
    assert follow_up_of(former, record).is_empty


def test_what_civil_society_says_is_seen_by_the_network_and_its_author_only(cast, record):
    assessment_made(record, by=cast.civil_society, assessor="civil-society", name="Roots")
    other = PersonFactory()
    other.memberships.create(role="civil-society", organisation=OrganisationFactory(code="other"))
    seeing = {role for role in ROLES if follow_up_of(cast.all[role], record).assessments}
    assert seeing == NETWORK | {"civil_society"}
    assert follow_up_of(other, record).assessments == 0
    assert {role for role in ROLES if ask(cast.all[role], "kind:assessment").total} == seeing


def test_only_the_secretariat_makes_public_what_civil_society_says(cast, record):
    values = {"assessor": "civil-society", "name": "Roots", "audience": Audience.PUBLIC}
    for person in (cast.civil_society, cast.focal_point):
        with pytest.raises(RecommendationError, match="by the secretariat alone"):
            assessment_made(record, by=person, **values)
    entry = assessment_made(record, by=cast.civil_society, assessor="civil-society", name="Roots")
    entry = entry_change(entry, version=1, by=cast.secretariat, audience=Audience.PUBLIC)
    assert follow_up_of(cast.reader, record).assessments == 1
    with pytest.raises(RecommendationError, match="by the secretariat alone"):
        entry_change(entry, version=2, by=cast.civil_society, audience=Audience.PUBLIC, text="Other words")
    with pytest.raises(RecommendationError, match="by the secretariat alone"):  # nor by calling it something else
        entry_change(entry, version=2, by=cast.focal_point, audience=Audience.PUBLIC, assessor="un")


def test_civil_society_speaks_for_nobody_else(cast, record):
    with pytest.raises(RecommendationError, match="in its own name"):
        assessment_made(record, by=cast.civil_society, assessor="state")
    assert not Assessment.objects.exists()


@pytest.mark.parametrize("audience", [Audience.PUBLIC, Audience.NETWORK, Audience.GROUP, Audience.PEOPLE])
def test_page_list_and_search_show_an_action_to_the_same_people(cast, record, audience):
    group = GroupFactory()
    for person in (cast.coordinator, cast.civil_society):
        GroupMember.objects.create(group=group, person=person)
    people = {"group": group if audience == Audience.GROUP else None, "people": [cast.focal_point]}
    action_made(record, by=cast.secretariat, audience=audience, what="Zebra crossing", **people)
    admitted = {
        "public": set(ROLES),
        "network": NETWORK,
        "group": {"coordinator", "civil_society", "secretariat"},
        "people": {"focal_point", "secretariat"},
    }[audience]
    for role in ROLES:
        viewer = fresh(cast.all[role]) if role != "reader" else cast.reader
        wanted = role in admitted
        assert bool(follow_up_of(viewer, record).actions) is wanted, role
        assert follow_ups_listed(viewer).exists() is wanted, role
        found = ask(viewer, "zebra")
        assert (found.total, found.kinds) == ((1, {"follow-up": 1}) if wanted else (0, {})), role


def test_an_entry_is_hidden_with_its_recommendation(cast, record):
    action_made(record, by=cast.secretariat, audience=Audience.PUBLIC, what="Zebra crossing")
    record.audience = Audience.NETWORK
    record.save()
    assert not follow_ups_listed(cast.reader).exists()
    assert ask(cast.reader, "zebra").total == 0
    assert ask(cast.focal_point, "zebra").total == 1


def test_disagreement_stands_side_by_side_and_is_not_added_up(cast, record):
    assessment_made(record, assessor="state", name="Arlandia", finding="implemented", audience=Audience.PUBLIC)
    assessment_made(record, assessor="nhri", name="Ombud", finding="not", audience=Audience.PUBLIC)
    assessment_made(
        record, assessor="mechanism", name="CERD", finding="own-words", grade="B1", scale="CERD, A to E",
        audience=Audience.PUBLIC,
    )  # fmt: skip
    voices = follow_up_of(cast.reader, record).voices
    assert [(voice.code, voice.assessments[0].finding) for voice in voices] == [
        ("state", "implemented"), ("mechanism", "own-words"), ("nhri", "not"),
    ]  # fmt: skip


def test_a_mechanisms_own_report_that_names_document_and_paragraph_is_a_voice(cast):
    record = recommendation_made(paragraph="12", symbol="CCPR/C/ARL/CO/3", body="ccpr")
    report = {"symbol": "CCPR/C/112/2/Add.1", "body": "ccpr", "kind": "assessment"}
    said = recommendation_made("Follow-up to CCPR/C/ARL/CO/3, paragraph 12: [B2] More is needed.", **report)
    recommendation_made("Follow-up to CCPR/C/ARL/CO/3, paragraph 13: [A] Done.", **report)
    recommendation_made("Follow-up to CCPR/C/ARL/CO/34, paragraph 12: [C] Not done.", **report)
    recommendation_made("Follow-up to CCPR/C/ARL/CO/3, paragraph 12: [B2].", **report, countries=("IND",))
    (voice,) = follow_up_of(cast.reader, record).voices
    assert (voice.code, [one.pk for one in voice.records]) == ("mechanism", [said.pk])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"name": " "}, "Say who"),
        ({"finding": "own-words", "text": " "}, "Enter the words"),
        ({"grade": "B2"}, "whose scale"),
        ({"source": ""}, "Name the source"),
        ({"date": soon()}, "lies in the past"),
        ({"url": "javascript:alert(1)"}, "URL"),
    ],
)
def test_what_is_wrong_with_an_assessment_is_said_and_nothing_written(record, values, sentence):
    with pytest.raises(RecommendationError, match=sentence):
        assessment_made(record, **values)
    assert not Assessment.objects.exists()


def test_an_action_is_not_due_before_it_starts(record):
    with pytest.raises(RecommendationError, match="before its start"):
        action_made(record, start=soon(9), due=soon(3))
    assert not FollowUp.objects.exists()


def test_the_second_of_two_editors_is_told_and_every_word_has_a_history(cast, record):
    entry = action_made(record, by=cast.focal_point)
    entry_change(entry, version=1, by=cast.secretariat, audience=Audience.NETWORK, what="Mobile teams")
    with pytest.raises(EditConflict) as conflict:
        entry_change(entry, version=1, by=cast.focal_point, audience=Audience.NETWORK, what="Buses")
    assert conflict.value.theirs.what == "Mobile teams"
    said = entry.history.order_by("history_id").values_list("what", "history_user")
    assert list(said) == [
        ("Mobile registration", cast.focal_point.pk), ("Mobile teams", cast.secretariat.pk),
    ]  # fmt: skip


def test_what_is_archived_is_neither_shown_nor_found_and_comes_back(cast, record):
    entry = action_made(record, by=cast.focal_point, what="Zebra crossing")
    entry = entry_archive(entry, version=1, by=cast.secretariat)
    assert not follow_up_of(cast.coordinator, record).actions
    assert ask(cast.coordinator, "zebra").total == 0
    assert [one.pk for one in follow_up_of(cast.focal_point, record).archived] == [entry.pk]
    assert follow_up_of(cast.coordinator, record).archived == []
    with pytest.raises(RecommendationError, match="bring it back"):
        entry_change(entry, version=2, by=cast.secretariat, audience=Audience.NETWORK, what="Other")
    entry_restore(entry, version=2, by=cast.focal_point)
    assert ask(cast.coordinator, "zebra").total == 1


def test_my_work_has_what_my_organisation_said_and_has_not_done(cast, record):
    ohchr = OrganisationFactory(code="ohchr")
    late = action_made(record, organisation=ohchr, due=soon(-3))
    next_week = action_made(record, by=cast.focal_point, due=soon(7))
    action_made(record, organisation=ohchr, due=soon(1), state="done")
    action_made(record, organisation=ohchr)
    action_made(record, organisation=OrganisationFactory(code="undp"), due=soon(1))
    assert [one.pk for one in follow_up_due(fresh(cast.focal_point))] == [late.pk, next_week.pk]


def test_an_erased_persons_name_leaves_entries_and_their_history(cast, record):
    person = PersonFactory(name="Quilla Xanthopoulos", email="quilla@example.org")
    entry = assessment_made(record, by=None, assessor="civil-society", name="Quilla Xanthopoulos", text="I saw it.")
    entry_change(entry, version=1, by=None, audience=Audience.NETWORK, text="Quilla Xanthopoulos saw it.")
    assert ask(cast.focal_point, "xanthopoulos").total == 1
    person_erase(person=person, by=cast.administrator)
    entry.refresh_from_db()
    assert (entry.name, entry.text) == ("[…]", "[…] saw it.")
    assert not any("Quilla" in f"{name}{text}" for name, text in entry.history.values_list("name", "text"))
    assert ask(cast.focal_point, "xanthopoulos").total == 0
