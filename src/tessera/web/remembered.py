"""Pages that readers without an account share are drawn once for each state of the database.

The state is told by the database itself, so that nobody who writes, in whatever way, has to think of pages: SQLite
counts the commits of others and the changes of one's own connection; PostgreSQL names the snapshot that a query sees.
Whoever sends a session cookie gets a page of their own, never a remembered one.
"""

from __future__ import annotations

import functools
import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.translation import get_language

from .reader import theme_of

MOST_PAGES, MOST_BYTES = 100, 200_000
STATE = {
    "sqlite": "SELECT data_version, total_changes() FROM pragma_data_version",
    "postgresql": "SELECT txid_current_snapshot()::text",
}


class _Memory(threading.local):
    """Of one thread, since the state is told to its connection. Pages of an earlier state are forgotten."""

    def __init__(self) -> None:
        self.connection: Any = None
        self.state: Any = None
        self.pages: OrderedDict[Hashable, HttpResponse] = OrderedDict()

    def at(self, state: Any) -> OrderedDict[Hashable, HttpResponse]:
        if self.connection is not connection.connection or self.state != state:
            self.pages.clear()
            self.connection, self.state = connection.connection, state
        return self.pages


_memory = _Memory()


def remembered(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For a view whose page depends on address, language, appearance, day, who reads, and the database alone."""

    @functools.wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _shared(request):
            return view(request, *args, **kwargs)
        state, key = _state(), _key(request)
        pages = _memory.at(state)
        page = pages.get(key)
        if page is not None:
            pages.move_to_end(key)
        else:
            page = view(request, *args, **kwargs)
            if not _may_be_kept(page, request):
                return page
            _keep(page, state=state, key=key)
        return get_conditional_response(request, etag=page["ETag"], response=_copy(page)) or page

    return answer


def _shared(request: HttpRequest) -> bool:
    """In a transaction one sees changes that others do not; and a session belongs to one person."""
    return (
        request.method in ("GET", "HEAD")
        and settings.SESSION_COOKIE_NAME not in request.COOKIES
        and not request.user.is_authenticated
        and connection.vendor in STATE
        and not connection.in_atomic_block
    )


def _state() -> Any:
    with connection.cursor() as cursor:
        cursor.execute(STATE[connection.vendor])
        return cursor.fetchone()


def _key(request: HttpRequest) -> Hashable:
    htmx = request.headers.get("HX-Request", ""), request.headers.get("HX-Target", "")
    return (
        request.method, request.build_absolute_uri(), get_language(), theme_of(request), htmx, timezone.now().date(),
    )  # fmt: skip


def _may_be_kept(page: HttpResponse, request: HttpRequest) -> bool:
    return (
        page.status_code == 200
        and not page.streaming
        and not page.cookies
        and "CSRF_COOKIE_NEEDS_UPDATE" not in request.META  # no form that belongs to one browser
        and len(page.content) <= MOST_BYTES
    )


def _keep(page: HttpResponse, *, state: Any, key: Hashable) -> None:
    page["ETag"] = f'W/"{hashlib.blake2b(page.content, digest_size=12).hexdigest()}"'
    patch_cache_control(page, private=True, no_cache=True)
    pages = _memory.at(state)
    pages[key] = _copy(page)
    while len(pages) > MOST_PAGES:
        pages.popitem(last=False)


def _copy(page: HttpResponse) -> HttpResponse:
    """What stands outside of the view may add headers to its answer; they are not remembered."""
    copy = HttpResponse(page.content, status=page.status_code)
    copy.headers = type(page.headers)(dict(page.headers.items()))
    return copy
