"""What all tests stand on: a home of their own, quick passwords, and the folder of real documents where it is there.

pytest-django reads the settings once this file has been read (it finds no DJANGO_SETTINGS_MODULE before), so that
no test ever writes into a home that people use, and no setting of the machine leaks into the tests.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.utils import translation

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared" / "data"


def _own_environment() -> None:
    for name in [n for n in os.environ if n.startswith("TESSERA_") and not n.startswith("TESSERA_TEST_")]:
        del os.environ[name]
    os.environ.pop("PORT", None)
    home = tempfile.mkdtemp(prefix="tessera-tests-")
    (Path(home) / "static").mkdir()  # where nothing is collected, or WhiteNoise complains
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    os.environ.update(TESSERA_HOME=home, DJANGO_SETTINGS_MODULE="tessera.config.settings")
    assert Path(home) == django_settings.TESSERA_HOME  # reads the settings: pytest-django sets Django up only then


if "PYTEST_XDIST_WORKER" not in os.environ:  # a worker's environment is made below, before its settings are read
    _own_environment()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_setupnodes(specs):
    """Each worker has a home of its own within that of the run: what one keeps in the cache, no other clears."""
    for number, spec in enumerate(specs):
        home = Path(os.environ["TESSERA_HOME"]) / f"worker-{number}"
        (home / "static").mkdir(parents=True)
        spec.env["TESSERA_HOME"] = str(home)


# Fixtures that open the database which DATABASE_URL names; pytest-django closes it to every test without one of them
# or its mark. Whoever starts processes has SQLite in them unless the fixture says otherwise.
OPENING = {"db", "transactional_db", "live_server", "django_db_setup", "seeded", "empty_home"}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what opens the database; what takes long comes first, so that no worker ends long after the other."""
    for item in items:
        if item.get_closest_marker("django_db") or OPENING & set(getattr(item, "fixturenames", ())):
            item.add_marker("database")
    slow = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in slow)  # by files: what the tests of one share is made once


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    """What a test with transactions of its own left is undone on SQLite by putting the migrated database back: that is
    as clean as emptying each table and telling all content types anew, and sooner."""
    import sqlite3

    from django.test import TransactionTestCase

    from tests.copies import InUse, database_copied, database_put_back

    with django_db_blocker.unblock():
        migrated = database_copied()
    if migrated is None:
        yield
        return
    flush = TransactionTestCase._fixture_teardown

    def put_back(case: TransactionTestCase) -> None:
        try:
            database_put_back(migrated)
        except (InUse, sqlite3.OperationalError):
            flush(case)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", put_back)
        yield


@pytest.fixture(autouse=True)
def _quick_passwords(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def _english():
    """A page asked for in another language leaves it to its thread; the next test begins without it."""
    yield
    translation.deactivate()


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real documents that lies beside the checkout."""
    if not SHARED.is_dir():
        pytest.skip("the folder of real documents does not lie beside this checkout")
    return SHARED


@pytest.fixture
def cast(db):
    """A person of each role."""
    from tests.cast import cast_made

    return cast_made()


@pytest.fixture(autouse=True)
def _audit_log_emptied(request):
    """Tests with transactions of their own are cleaned by deleting every row, which the audit log refuses."""
    marker = request.node.get_closest_marker("django_db")
    own = marker is not None and marker.kwargs.get("transaction", False)
    if not own and not {"transactional_db", "live_server"} & set(request.fixturenames):
        yield
        return
    request.getfixturevalue("transactional_db")
    yield
    from tessera.network.models import AuditEvent
    from tessera.network.models.audit import audit_log_opened

    with audit_log_opened():
        AuditEvent._base_manager.all()._raw_delete("default")
