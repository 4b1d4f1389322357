"""The queue is given the tables that its package would make, in one step: an upgrade of it cannot be overlooked."""

from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import django_tasks_db
import pytest
from django.core.management import call_command

LABEL = "django_tasks_database"


def test_it_stands_for_every_migration_of_the_package():
    folder = Path(str(django_tasks_db.__file__)).parent / "migrations"
    theirs = sorted(name for _, name, _ in pkgutil.iter_modules([str(folder)]) if name[0].isdigit())
    ours = import_module("tessera.config.queue_tables.migrations.0021_at_once").Migration.replaces
    assert ours == [(LABEL, name) for name in theirs]


@pytest.mark.django_db
def test_it_makes_what_the_packages_models_say(capsys):
    call_command("makemigrations", LABEL, check_changes=True, dry_run=True, verbosity=1)
    assert "No changes detected" in capsys.readouterr().out
