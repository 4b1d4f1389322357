"""The audit log is append-only by the database itself, whatever code runs; an erasure opens it for its transaction."""

from django.db import migrations

SQLITE = [
    """CREATE TRIGGER network_auditevent_no_update BEFORE UPDATE ON network_auditevent
    WHEN NOT EXISTS (SELECT 1 FROM network_auditseal)
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
    """CREATE TRIGGER network_auditevent_no_delete BEFORE DELETE ON network_auditevent
    WHEN NOT EXISTS (SELECT 1 FROM network_auditseal)
    BEGIN SELECT RAISE(ABORT, 'the audit log is append-only'); END""",
]
POSTGRESQL = [
    """CREATE FUNCTION network_auditevent_refuse() RETURNS trigger AS $$
    BEGIN
        IF NOT EXISTS (SELECT 1 FROM network_auditseal) THEN
            RAISE EXCEPTION 'the audit log is append-only';
        END IF;
        RETURN COALESCE(NEW, OLD);
    END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER network_auditevent_append_only BEFORE UPDATE OR DELETE ON network_auditevent
    FOR EACH ROW EXECUTE FUNCTION network_auditevent_refuse()""",
    """CREATE FUNCTION network_auditevent_refuse_truncate() RETURNS trigger AS $$
    BEGIN
        IF EXISTS (SELECT 1 FROM network_auditevent) THEN
            RAISE EXCEPTION 'the audit log is append-only';
        END IF;
        RETURN NULL;
    END $$ LANGUAGE plpgsql""",
    """CREATE TRIGGER network_auditevent_no_truncate BEFORE TRUNCATE ON network_auditevent
    FOR EACH STATEMENT EXECUTE FUNCTION network_auditevent_refuse_truncate()""",
]


def triggers_create(apps, schema_editor):
    statements = SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL
    for statement in statements:
        schema_editor.execute(statement)


def triggers_drop(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        for verb in ("update", "delete"):
            schema_editor.execute(f"DROP TRIGGER network_auditevent_no_{verb}")
    else:
        for trigger, function in (("append_only", "refuse"), ("no_truncate", "refuse_truncate")):
            schema_editor.execute(f"DROP TRIGGER network_auditevent_{trigger} ON network_auditevent")
            schema_editor.execute(f"DROP FUNCTION network_auditevent_{function}()")


class Migration(migrations.Migration):
    dependencies = [("network", "0001_initial")]
    operations = [migrations.RunPython(triggers_create, triggers_drop)]
