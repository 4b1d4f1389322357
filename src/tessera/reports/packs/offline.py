"""A pack as one HTML file that needs nothing else: it loads nothing, and its search is a help, not a need."""

from __future__ import annotations

from functools import cache
from importlib import resources

from django.template import Context, Engine, Template

from tessera.reports.localised import TAGS

from .document import PackTold


def pack_html(told: PackTold) -> bytes:
    """The file. All texts are escaped by the template; the script reads nothing but what stands in the page."""
    tag = TAGS.get(told.language, told.language)
    context = Context({"told": told, "tag": tag, "direction": "rtl" if told.mirrored else "ltr"})
    return _template().render(context).encode()


@cache
def _template() -> Template:
    source = (resources.files("tessera.reports") / "packs/offline.html").read_text(encoding="utf-8")
    return Engine(autoescape=True).from_string(source)
