"""The texts of the interface in the other five languages, and the tool that watches over them."""

from __future__ import annotations

import importlib.util
import sys
import unicodedata
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from tests.plans.making import plan_made

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def translations():
    spec = importlib.util.spec_from_file_location("translations", ROOT / "script" / "translations.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules["translations"] = module
    spec.loader.exec_module(module)
    yield module
    del sys.modules["translations"]


@pytest.mark.parametrize("locale", ["fr", "es", "ar", "ru", "zh_Hans"])
def test_every_text_is_translated_in_every_language(translations, locale):
    assert list(translations.check(translations.texts(), translations.read_catalog(locale), locale)) == []


@pytest.mark.parametrize("locale", ["ar", "ru", "zh_Hans"])
def test_a_translation_is_written_in_the_script_of_its_language(translations, locale):
    """A text left in English, or put into the wrong catalogue, has no letter of the language's script."""
    letters = {"ar": "ARABIC", "ru": "CYRILLIC", "zh_Hans": "CJK"}[locale]
    same_everywhere = {"Tessera", "No.", "GNR", "GNR %(numbers)s", "%(number)s: %(words)s"}
    foreign = [
        message.id
        for message in translations.read_catalog(locale)
        if message.id
        and message.id not in same_everywhere
        and not all(any(unicodedata.name(c, "").startswith(letters) for c in form) for form in forms(message))
    ]
    assert foreign == []


def forms(message) -> tuple[str, ...]:
    return message.string if isinstance(message.string, tuple) else (message.string,)


def test_texts_are_found_in_code_and_in_templates(translations):
    found = translations.texts("web/templates/parts/header.html")
    assert found.get("Main", "name of the navigation") is not None
    found = translations.texts("web/formats.py")
    assert found.get(("due in %(n)s day", "due in %(n)s days")) is not None


def checked(translations, original, translated, **options):
    template, catalog = Catalog(), Catalog(locale="fr")
    template.add(original)
    if translated is not None:
        catalog.add(original, translated, **options)
    return list(translations.check(template, catalog, "fr"))


@pytest.mark.parametrize(
    ("original", "translated", "options", "fault"),
    [
        ("Plan", None, {}, "missing"),
        ("Plan", "", {}, "untranslated"),
        ("Plan", "Plan", {"flags": ["fuzzy"]}, "fuzzy"),
        ("until %(last)s", "jusqu’à %(dernier)s", {}, "placeholders"),
        ("until %(last)s", "jusqu’à", {}, "placeholders"),
        (("%(n)s day", "%(n)s days"), ("%(n)s jour", ""), {}, "untranslated"),
    ],
)
def test_what_is_wrong_with_a_translation_is_named(translations, original, translated, options, fault):
    (found,) = checked(translations, original, translated, **options)
    assert fault in found


def test_a_plural_form_may_leave_out_the_count(translations):
    assert checked(translations, ("%(n)s day", "%(n)s days"), ("un jour", "%(n)s jours")) == []


def test_the_interface_speaks_the_language_once_compiled(client, db):
    from django.conf import settings
    from django.utils import translation

    if not (Path(settings.LOCALE_PATHS[0]) / "fr" / "LC_MESSAGES" / "django.mo").exists():
        pytest.skip("the translations are not compiled: run script/setup")
    with translation.override("fr"):
        assert translation.gettext("Skip to the content") == "Aller au contenu"
    with translation.override("ar"):
        assert translation.ngettext("late by %(n)s day", "late by %(n)s days", 33) == "متأخر %(n)s يوما"


@pytest.mark.django_db
def test_a_text_that_is_not_in_the_readers_language_is_marked_with_its_own(client):
    plan = plan_made(title="Plan of Arlandia, first part.")
    plan.activities.update(translations={"ar": {"title": "تدريب"}})
    address = f"/plans/{plan.code}/activities/1a/"
    client.cookies["tessera_language"] = "ar"
    arabic = client.get(address).content.decode()
    assert '<bdi lang="en">Plan of Arlandia, first part.</bdi>' in arabic
    assert "<h1>1a تدريب</h1>" in arabic
    client.cookies["tessera_language"] = "en"
    assert "<bdi lang" not in client.get(address).content.decode()
