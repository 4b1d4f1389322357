"""The texts of the interface and their translations, with Babel alone (no gettext on the machine needed).

    script/translations              put new texts into the five .po files, mark changed ones fuzzy, drop unused ones
    script/translations --check      fail when a text is missing, untranslated, fuzzy or breaks its placeholders
    script/translations --check DIR  the same for the texts of one folder or file below src/tessera

script/setup makes the .mo files that Django reads.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "src" / "tessera"
LOCALES = ("fr", "es", "ar", "ru", "zh_Hans")
TEMPLATES = {".html", ".txt", ".xml"}
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "gettext_lazy", "gettext_noop")),
    "Sentence": None,  # tessera.extraction.sentences
    **dict.fromkeys(("ngettext", "ngettext_lazy"), (1, 2)),
    **dict.fromkeys(("pgettext", "pgettext_lazy"), ((1, "c"), 2)),
    **dict.fromkeys(("npgettext", "npgettext_lazy"), ((1, "c"), 2, 3)),
}
NOISE = tuple(
    f'"{name}'.encode()
    for name in ("Project-Id", "Report-Msgid", "POT-", "PO-Rev", "Last-Tr", "Language-Team", "Generated-By")
)
# Babel counts Arabic's last two forms the other way round than gettext's users, and Django's own texts, do.
PLURALS = {
    "ar": "nplurals=6; "
    "plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5);",
}
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]")


def main() -> int:
    parser = argparse.ArgumentParser(prog="script/translations", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--check", nargs="?", const="", metavar="DIR", help="change nothing; fail when incomplete")
    asked = parser.parse_args()
    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    if asked.check is not None:
        return check_all(asked.check)
    return update_all()


def texts(below: str = "") -> Catalog:
    """Every text in code and templates, with the files it stands in."""
    found = Catalog(project="Tessera", charset="utf-8")
    for path in sources(PACKAGE / below):
        for line, message, comments, context in file_texts(path):
            place = (path.relative_to(ROOT).as_posix(), line)
            found.add(message, locations=[place], auto_comments=comments, context=context)
    return found


def sources(start: Path) -> Iterator[Path]:
    paths = [start] if start.is_file() else sorted(start.rglob("*"))
    for path in paths:
        if path.suffix == ".py" or (path.suffix in TEMPLATES and "templates" in path.parts):
            yield path


def file_texts(path: Path) -> Iterator[tuple]:
    source = path.read_text(encoding="utf-8")
    if path.suffix in TEMPLATES:
        source = templatize(source, origin=str(path))
    yield from extract("python", io.BytesIO(source.encode()), keywords=KEYWORDS, comment_tags=("Translators:",))


def catalog_path(locale: str) -> Path:
    return PACKAGE / "locale" / locale / "LC_MESSAGES" / "django.po"


def read_catalog(locale: str) -> Catalog:
    path = catalog_path(locale)
    source = path.read_bytes() if path.exists() else b""
    catalog = read_po(io.BytesIO(source), locale=locale)
    if locale in PLURALS:
        catalog.mime_headers = [("Plural-Forms", PLURALS[locale])]
    return catalog


def update_all() -> int:
    template = texts()
    for locale in LOCALES:
        catalog = read_catalog(locale)
        catalog.update(template, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        catalog.fuzzy = False
        catalog.header_comment = "# Translations of Tessera's interface."
        path = catalog_path(locale)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))
        missing = sum(not translated(message) for message in catalog if message.id)
        sys.stdout.write(f"{locale}: {len(catalog)} texts, {missing} untranslated\n")
    return 0


def written(catalog: Catalog) -> bytes:
    """The file without dates and names in its header: the history of the repository has them."""
    out = io.BytesIO()
    write_po(out, catalog, width=120, sort_output=True, no_location=True)
    kept = [line for line in out.getvalue().splitlines(keepends=True) if not line.startswith(NOISE)]
    return b"".join(kept)


def check_all(below: str) -> int:
    faults = [fault for locale in LOCALES for fault in check(texts(below), read_catalog(locale), locale)]
    for fault in faults:
        sys.stderr.write(f"{fault}\n")
    sys.stderr.write(f"{len(faults)} faults in the translations\n")
    return 1 if faults else 0


def check(template: Catalog, catalog: Catalog, locale: str) -> Iterator[str]:
    for wanted in template:
        if not wanted.id:
            continue
        name = wanted.id if isinstance(wanted.id, str) else wanted.id[0]
        found = catalog.get(wanted.id, wanted.context)
        if found is None:
            yield f"{locale}: missing: {name!r}"
        elif found.fuzzy:
            yield f"{locale}: fuzzy: {name!r}"
        elif not translated(found):
            yield f"{locale}: untranslated: {name!r}"
        elif not placeholders_kept(found):
            yield f"{locale}: placeholders differ: {name!r}"


def translated(message: Message) -> bool:
    return bool(message.string) and all(message.string if isinstance(message.string, tuple) else (message.string,))


def placeholders_kept(message: Message) -> bool:
    """Every form names only what the English names; the count alone may be left out ("one day")."""
    originals = message.id if isinstance(message.id, (tuple, list)) else (message.id,)
    known = {name for text in originals for name in PLACEHOLDER.findall(text)}
    forms = message.string if isinstance(message.string, tuple) else (message.string,)
    needed = known if len(originals) == 1 else set()
    return all(needed <= set(PLACEHOLDER.findall(form)) <= known for form in forms)


if __name__ == "__main__":
    sys.exit(main())
