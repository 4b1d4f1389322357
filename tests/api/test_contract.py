"""The API keeps its own description: every answer to made-up requests is one that it names, never an error of ours."""

from __future__ import annotations

import pytest
import schemathesis
from django.core.cache import cache
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from tessera.api.service import api
from tessera.config.wsgi import application
from tessera.plans.models import GuidanceRecommendation
from tests.plans.making import milestone_made, plan_made
from tests.recommendations.making import annotation, export, imported

pytestmark = pytest.mark.django_db
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
CODES = ("AP-2030-2033", "WP-1")


@pytest.fixture
def described(settings, tmp_path):
    """The description as it is served, of an instance that holds plans and recommendations."""
    settings.TESSERA_HOME = tmp_path
    settings.ALLOWED_HOSTS = ["*"]
    for signal in (request_started, request_finished):  # as Django's own test client does
        signal.disconnect(close_old_connections)
    for number in range(1, 20):
        GuidanceRecommendation.objects.get_or_create(number=number)
    for code in CODES:
        milestone_made(plan_made(code=code).activities.first(), title="Course", audience="public")
    imported(export(tmp_path, [annotation(number) for number in range(30)]))
    yield schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app=application)
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_the_description_names_every_operation_once():
    names = [
        operation["operationId"] for path in api.get_openapi_schema()["paths"].values() for operation in path.values()
    ]
    assert len(names) == len(set(names)) >= 7


def test_every_answer_to_made_up_requests_is_as_described(described):
    for result in described.get_all_operations():
        operation = result.ok()
        assert 200 in answers_of(operation), f"{operation.label}: nothing was ever answered with what was asked for"


def answers_of(operation) -> list[int]:
    """The statuses of answers to requests made up by the description; each is checked against it."""
    answered: list[int] = []

    @settings(max_examples=25, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy())
    def ask(case):
        answered.append(answer_checked(case))
        code = "icerd" if "/treaties/" in case.path else CODES[len(answered) % 2]
        held = {"code": code, "number": 1 + len(answered) % 19, "country": "NPL"}
        if asked := held.keys() & case.path_parameters.keys():
            case.path_parameters.update({name: held[name] for name in asked})
            answered.append(answer_checked(case))

    ask()
    return answered


def answer_checked(case) -> int:
    cache.clear()  # the throttle has tests of its own
    answer = case.call(headers={"Accept-Encoding": "identity"})
    case.validate_response(answer, checks=CHECKS)
    return answer.status_code
