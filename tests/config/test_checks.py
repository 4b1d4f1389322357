"""Each numbered check fires on its misconfiguration and is silent otherwise."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tessera.config import checks
from tessera.config.environment import Environment

BEYOND = {"bind": "0.0.0.0"}
TLS = {"url": "https://tessera.example.org"}


def environment(**fields: object) -> Environment:
    return Environment.model_construct(
        **{name: field.get_default(call_default_factory=True) for name, field in Environment.model_fields.items()}
        | fields
    )


def raised() -> set[str]:
    own = [getattr(checks, name) for name in dir(checks) if name.startswith("check_")]
    return {str(message.id).removeprefix("tessera.") for check in own for message in check(None)}


@pytest.fixture
def with_environment(settings, tmp_path):
    settings.TESSERA_HOME = tmp_path

    def given(**fields: object) -> set[str]:
        settings.ENVIRONMENT = environment(**fields)
        return raised()

    return given


def secret(value: str):
    return type(Environment.model_fields["smtp_password"].default)(value)


def test_the_defaults_are_without_complaint(with_environment):
    assert with_environment() == set()


def test_a_well_kept_public_server_is_without_complaint(with_environment):
    assert with_environment(**TLS, smtp_host="mail.example.org", hsts_seconds=3600) == set()


@pytest.mark.parametrize(
    ("number", "wrong", "right"),
    [
        ("E001", {"debug": True, **BEYOND}, {"debug": True}),
        ("E005", {"hsts_seconds": 60}, {"hsts_seconds": 60, **TLS}),
        ("E006", {"oidc_url": "https://o.example.org", "oidc_client_id": "t"}, {"oidc_client_id": "t"}),
        (
            "E006",
            {"oidc_url": "https://o.example.org", "oidc_client_secret": secret("s")},
            {"oidc_url": "https://o.example.org", "oidc_client_id": "t", "oidc_client_secret": secret("s")},
        ),
        (
            "E007",
            {"oidc_url": "http://o.example.org", "oidc_client_id": "t", "oidc_client_secret": secret("s"), **TLS},
            {"oidc_url": "http://localhost:9", "oidc_client_id": "t", "oidc_client_secret": secret("s")},
        ),
        ("W001", BEYOND, TLS),
        ("W001", {"url": "http://tessera.example.org"}, {}),
        ("W002", TLS, {**TLS, "smtp_host": "mail.example.org"}),
    ],
)
def test_of_the_environment(with_environment, number, wrong, right):
    assert number in with_environment(**wrong)
    assert number not in with_environment(**right)


def test_e002_a_home_that_cannot_be_written(with_environment, settings):
    settings.TESSERA_HOME = Path("/nowhere/to/be/found")
    assert "E002" in with_environment()


def test_e003_a_key_that_others_can_read(with_environment, tmp_path):
    key = tmp_path / "secret-key"
    key.write_text("k" * 64)
    for mode, fires in ((0o600, False), (0o400, False), (0o640, True), (0o604, True)):
        key.chmod(mode)
        assert ("E003" in with_environment()) is fires, oct(mode)


def test_e004_a_short_key(with_environment, settings):
    settings.SECRET_KEY = "k" * 39
    assert "E004" in with_environment()
    settings.SECRET_KEY = "k" * 40
    assert "E004" not in with_environment()


def test_e008_a_database_of_another_kind(with_environment, settings, monkeypatch):
    assert "E008" not in with_environment()
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.mysql")
    assert "E008" in with_environment()


def test_every_number_has_its_test():
    source = Path(checks.__file__).read_text(encoding="utf-8")
    tested = Path(__file__).read_text(encoding="utf-8").lower()
    numbers = re.findall(r"tessera\.([EW]\d{3})", source)
    assert numbers
    assert [n for n in numbers if n.lower() not in tested] == []
