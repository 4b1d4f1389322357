"""The fictional yearly reports of the demonstration."""

from __future__ import annotations

import pytest

from tessera.coordination.models import ReportRound
from tessera.coordination.services.demo_reports import demo_reports_load
from tessera.plans.services.demo import demo_load
from tessera.reports.network_documents.annual import annual_report
from tessera.reports.written.model import texts_of

pytestmark = pytest.mark.django_db


def test_some_are_approved_one_is_asked_back_and_one_is_missing(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path
    assert demo_reports_load() == 0
    demo_load()
    assert (demo_reports_load(), demo_reports_load()) == (4, 0)
    found = ReportRound.objects.get()
    assert sorted(found.reports.values_list("state", flat=True)) == ["approved", "approved", "asked-back", "not-begun"]
    said = "\n".join(texts_of(annual_report(found).parts))
    assert "Nine field presences met" in said
    assert "statistics law is being changed" not in said  # only its report says so, and that is not approved
