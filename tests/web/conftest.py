"""What the tests of the pages share."""

from __future__ import annotations

import copy

import pytest


@pytest.fixture
def sink(settings):
    """The kitchen sink is served beside the real pages, under /sink/."""
    from tests.web.kitchen_sink.pages import TEMPLATES

    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], TEMPLATES]
    settings.TEMPLATES = templates
    settings.ROOT_URLCONF = "tests.web.kitchen_sink.urls"
