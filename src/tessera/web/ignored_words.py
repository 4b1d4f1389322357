"""What a search left out of a query, in words."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tessera.search.query import Ignored

IGNORED = {
    "parenthesis": gettext_lazy("a parenthesis without its other half"),
    "quote": gettext_lazy("a quotation mark without its other half: all that follows it counts as quoted"),
    "operator": gettext_lazy("“%(text)s”, which stands alone"),
    "no-letters": gettext_lazy("“%(text)s”, which holds nothing to search for"),
    "too-long": gettext_lazy("what follows the first 1,000 characters"),
    "too-many": gettext_lazy("“%(text)s” and what follows: there are too many words"),
    "field": gettext_lazy("the colon behind “%(text)s”: there is no field of that name"),
}


def ignored_words(ignored: Ignored) -> str:
    return str(IGNORED[ignored.why]) % {"text": ignored.text} if ignored.why in IGNORED else _("a part of it")
