"""Finds a record for a viewer; what they may not see is not there for them."""

from __future__ import annotations

from typing import Any, TypeVar

from django.db.models import QuerySet
from django.http import Http404
from django.utils.translation import gettext as _

from tessera.network.models import Audienced

A = TypeVar("A", bound=Audienced)


def get_visible_or_404(records: type[A] | QuerySet[A], /, viewer: Any, **lookup: Any) -> A:
    """The one record that fits `lookup` and that `viewer` may see.

    Hidden and missing end in the same Http404 with the same words, after the same single query.
    """
    rows = records.objects.all() if isinstance(records, type) else records
    found = rows.visible_to(viewer).filter(**lookup).first()
    if found is None:
        raise Http404(_("There is nothing here that you may see."))
    return found
