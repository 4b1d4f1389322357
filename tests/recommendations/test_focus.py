"""What concerns minorities and racial discrimination is told from the rest, everywhere by one facet."""

from __future__ import annotations

import pytest

from tessera.analysis.tagging import in_focus
from tessera.recommendations.selectors.finding import FOCUS, recommendations_find
from tessera.vocabulary import mechanisms, tags, terms, themes

from .sets import kept, told


def concerned(text: str = "Build a road.", **signs: object) -> bool:
    return in_focus(**{"groups": (), "themes": (), "body": "upr", "text": text, **signs})  # type: ignore[arg-type]


def test_a_group_a_theme_a_mandate_or_a_word_tells_it():
    assert not concerned()
    assert concerned(groups=("roma",))
    assert concerned(themes=("racial-discrimination",))
    assert concerned(body="cerd")
    for text in ("Combat RACISM.", "Lutter contre la xénophobie.", "Borrar los perfiles étnicos.", "消除种族歧视。"):
        assert concerned(text), text


@pytest.mark.parametrize(
    "text", ["Protect minors.", "Trace the funds.", "Make the process gracious.", "Ratify the Rome Statute."]
)
def test_words_that_only_look_alike_do_not(text):
    assert not concerned(text)


def test_every_theme_and_body_of_the_focus_is_known():
    assert tags.focus().themes <= set(themes.themes())
    assert tags.focus().bodies <= set(mechanisms.bodies())
    assert terms.codes("focus") == (FOCUS[1],)


@pytest.mark.django_db
def test_it_filters_and_counts(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    kept([told("Build a road."), told("Count the Roma.", groups=("roma",)), told("Act.", body="cerd")])
    from tessera.network.models.audience import OPERATOR

    found = recommendations_find(OPERATOR, "", filters=[FOCUS], facets=("focus",))
    assert found.total == 2
    assert found.facets["focus"] == [("network", 2)]
