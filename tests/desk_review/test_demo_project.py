"""The fictional review project of the demonstration."""

from __future__ import annotations

import pytest

from tessera.desk_review.selectors.differences import differences_of
from tessera.desk_review.services.demo_project import CODERS, COORDINATOR, demo_project_load
from tessera.network.models import Role
from tests.cast import MembershipFactory, PersonFactory

from .making import document_made

pytestmark = pytest.mark.django_db


def test_two_people_code_differ_on_a_few_passages_and_one_is_ruled_on():
    roles = zip([*CODERS, COORDINATOR], [Role.FOCAL_POINT, Role.COORDINATOR, Role.SECRETARIAT], strict=True)
    people = [MembershipFactory(person=PersonFactory(email=email), role=role).person for email, role in roles]
    project = demo_project_load(document_made("undaf.en.html"), document_made("undaf.fr.html"))
    found = differences_of(people[-1], project)
    assert 2 <= len(found) <= 3
    assert [one.waits for one in found].count(False) == 1
    assert project.assignments.filter(finished_at=None).count() == 2


def test_without_the_people_of_the_demonstration_there_is_no_project(document):
    assert demo_project_load(document, document) is None
