"""Footnote marks of briefs."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from tessera.reports.briefs.document import Brief, Note

register = template.Library()


@register.simple_tag
def note_mark(brief: Brief, note: Note) -> SafeString:
    """The raised number of a footnote, which leads to it."""
    number = next((n for n, one in enumerate(brief.notes(), start=1) if one is note), 0)
    return format_html('<sup id="mark-{0}"><a href="#note-{0}">{0}</a></sup>', number)
