"""How every form of the pages is rendered: labels above, help and errors tied to their field."""

from __future__ import annotations

from django.forms.renderers import TemplatesSetting


class PageRenderer(TemplatesSetting):
    """Set as FORM_RENDERER; a form written as {{ form }} comes out in Tessera's markup."""

    form_template_name = "parts/fields.html"
    field_template_name = "parts/field.html"
