"""The fictional work of the demonstration groups."""

from __future__ import annotations

import pytest

from tessera.coordination.models import Meeting, Task, WorkingGroup
from tessera.coordination.services.demo import demo_work_load
from tessera.plans.services.demo import demo_load

pytestmark = pytest.mark.django_db


def test_it_is_loaded_once_on_the_demonstration_plan(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    assert demo_work_load() == 0
    demo_load()
    assert (demo_work_load(), demo_work_load()) == (2, 0)
    assert WorkingGroup.objects.filter(members__isnull=False).distinct().count() == 2
    assert {t.state for t in Task.objects.all()} == {"open", "under-way", "done", "dropped"}
    assert Task.objects.filter(action_point__isnull=False).count() == 2
    assert Meeting.objects.count() == 3
