"""The fictional documents for endorsement of the demonstration."""

from __future__ import annotations

import pytest

from tessera.coordination.models import Answer, Comment, Endorsement
from tessera.coordination.services.demo import demo_work_load
from tessera.coordination.services.demo_endorsements import demo_endorsements_load
from tessera.plans.services.demo import demo_load

pytestmark = pytest.mark.django_db


def test_one_finished_and_one_open_document_are_loaded_once(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    assert demo_endorsements_load() == 0
    demo_load()
    demo_work_load()
    assert (demo_endorsements_load(), demo_endorsements_load()) == (2, 0)
    assert sorted(one.state for one in Endorsement.objects.all()) == ["consultation", "endorsed"]
    assert set(Answer.objects.values_list("choice", flat=True)) == {"endorsed", "no-objection", "none"}
    assert set(Comment.objects.values_list("resolution", flat=True)) == {"open", "accepted", "partly"}
    assert set(Comment.objects.values_list("came", flat=True)) == {"page", "mail"}
