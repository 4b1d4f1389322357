"""A world that the tests of a module share: made once, in a transaction around all of theirs, and taken back after the
last of them. What a test changes is taken back to it after each."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings

from tests.cast import Cast


@contextmanager
def world_kept(blocker: Any, home: Path) -> Iterator[None]:
    """For a fixture of a module. Its body makes the world with `home` for TESSERA_HOME; a test gives itself a copy of
    that with `home_copied`. Every test of the module has the world; one for an empty database stands elsewhere."""
    around = transaction.atomic()
    around._from_testcase = True  # as Django's own around a test: what is written within counts as committed
    with blocker.unblock(), around:
        try:
            with override_settings(TESSERA_HOME=home):
                yield
        finally:
            transaction.set_rollback(True)


def home_copied(home: Path, settings: Any, to: Path) -> None:
    """The index and all else that lies there, for one test alone."""
    settings.TESSERA_HOME = Path(shutil.copytree(home, to))


def cast_fresh(cast: Cast) -> Cast:
    """The same people as the next request loads them."""
    people = {role: person for role, person in cast.all.items() if role != "reader"}
    return Cast(reader=cast.reader, **{role: type(one).objects.get(pk=one.pk) for role, one in people.items()})
