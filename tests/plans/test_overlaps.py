"""Where undertakings of different entities meet."""

from __future__ import annotations

from datetime import date

from tessera.plans.overlaps import Undertaking, meetings, meetings_of, months_common


def undertaking(record: str, entity: str, **other) -> Undertaking:
    values = {"countries": ["NPL"], "groups": ["roma"], "start": date(2030, 3, 15), "end": date(2031, 1, 1), **other}
    sets = {name: frozenset(values.pop(name)) for name in ("countries", "groups")}
    return Undertaking(record=record, entities=frozenset({entity}), **sets, **values)


def test_the_same_country_group_and_months_is_an_overlap():
    (met,) = meetings([undertaking("one", "OHCHR"), undertaking("other", "UNDP", start=date(2031, 1, 31), end=None)])
    assert met.overlaps
    assert met.months == (date(2031, 1, 1), date(2031, 1, 1))


def test_two_of_three_may_complement_each_other():
    base = undertaking("one", "OHCHR")
    others = [
        undertaking("elsewhere", "UNDP", countries=["IND"]),
        undertaking("for others", "UNDP", groups=["migrants"]),
        undertaking("later", "UNDP", start=date(2031, 2, 1), end=None),
    ]
    found = {other.record: meetings([base, other]) for other in others}
    assert {record: met[0].common for record, met in found.items()} == {
        "elsewhere": ("group", "months"),
        "for others": ("country", "months"),
        "later": ("country", "group"),
    }
    assert not any(met[0].overlaps for met in found.values())


def test_one_of_three_and_what_is_not_said_meet_nothing():
    base = undertaking("one", "OHCHR")
    assert meetings([base, undertaking("other", "UNDP", countries=["IND"], groups=["migrants"])]) == []
    assert meetings([base, undertaking("silent", "UNDP", countries=[], groups=[])]) == []
    assert months_common(base, undertaking("undated", "UNDP", start=None, end=None)) is None


def test_an_entity_does_not_overlap_with_itself():
    assert meetings([undertaking("one", "OHCHR"), undertaking("other", "OHCHR")]) == []


def test_what_is_linked_already_is_said():
    one = undertaking("one", "OHCHR", linked=frozenset({"activity"}))
    assert meetings([one, undertaking("activity", "UNDP")])[0].linked


def test_one_is_compared_with_the_others_and_not_these_with_one_another():
    told = {"countries": {"NPL"}, "groups": {"roma"}, "start": date(2030, 1, 1)}
    one, *others = (undertaking(f"{n}", f"e{n}", **told) for n in range(4))
    assert [(met.one, met.other) for met in meetings_of(one, others)] == [(one, other) for other in others]


def test_overlaps_come_before_complements():
    found = meetings(
        [undertaking("a", "OHCHR"), undertaking("b", "UNDP", groups=["migrants"]), undertaking("c", "UNICEF")]
    )
    assert (found[0].one.record, found[0].other.record) == ("a", "c")
