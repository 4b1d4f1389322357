"""The audit log is append-only, by the model and by the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from tessera.network.models import AuditEvent
from tessera.network.models.audit import audit_log_opened
from tessera.network.services.audit import audit_record


@pytest.mark.django_db
def test_the_model_refuses_change_and_deletion():
    event = audit_record(actor=None, action="something")
    with pytest.raises(TypeError):
        event.save()
    with pytest.raises(TypeError):
        event.delete()
    with pytest.raises(TypeError):
        AuditEvent.objects.all().delete()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "statement", ["UPDATE network_auditevent SET action = 'other'", "DELETE FROM network_auditevent"]
)
def test_the_database_refuses_raw_sql(statement):
    audit_record(actor=None, action="something")
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert AuditEvent.objects.get().action == "something"


@pytest.mark.django_db
def test_an_erasure_opens_the_log_and_closes_it_again():
    audit_record(actor=None, action="something")
    with audit_log_opened():
        AuditEvent.objects.update(action="erased")
    assert AuditEvent.objects.get().action == "erased"
    with pytest.raises(DatabaseError), transaction.atomic():
        AuditEvent.objects.update(action="again")
