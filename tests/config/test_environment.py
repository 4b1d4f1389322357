"""What the environment says, as the typed place reads it."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from tessera.config.environment import Environment, is_loopback


@pytest.fixture
def read(monkeypatch):
    def environment(**given: str) -> Environment:
        for name in Environment.model_fields:
            monkeypatch.delenv(f"TESSERA_{name.upper()}", raising=False)
        for name in ("PORT", "DATABASE_URL"):
            monkeypatch.delenv(name, raising=False)
        for name, value in given.items():
            monkeypatch.setenv(name, value)
        return Environment()

    return environment


def test_nothing_said_is_safe_on_one_machine(read):
    environment = read()
    assert (environment.bind, environment.port, environment.debug) == ("127.0.0.1", 8000, False)
    assert environment.public_url == "http://127.0.0.1:8000"
    assert not environment.beyond_loopback
    assert not environment.served_with_tls
    assert environment.hsts_seconds == 0
    assert environment.database_url is None


@pytest.mark.parametrize("name", ["PORT", "TESSERA_PORT"])
def test_the_port_has_two_names(read, name):
    assert read(**{name: "8123"}).public_url == "http://127.0.0.1:8123"


@pytest.mark.parametrize("name", ["DATABASE_URL", "TESSERA_DATABASE_URL"])
def test_the_database_has_two_names(read, name):
    assert read(**{name: "postgresql://localhost/tessera"}).database_url == "postgresql://localhost/tessera"


@pytest.mark.parametrize(("name", "value"), [("PORT", "0"), ("PORT", "eighty"), ("TESSERA_WORKERS", "0")])
def test_what_cannot_be_meant_is_refused(read, name, value):
    with pytest.raises(ValidationError):
        read(**{name: value})


def test_an_empty_value_counts_as_not_set(read):
    environment = read(TESSERA_URL="", PORT="", TESSERA_SECRET_KEY="", DATABASE_URL="")
    assert environment.secret_key is None
    assert environment.port == 8000


@pytest.mark.parametrize(
    "given",
    [
        {"TESSERA_BIND": "0.0.0.0"},
        {"TESSERA_BIND": "192.0.2.7"},
        {"TESSERA_BIND": "::"},
        {"TESSERA_URL": "https://tessera.example.org"},
        {"TESSERA_URL": "http://tessera.example.org"},
    ],
)
def test_what_others_can_reach_is_beyond_loopback(read, given):
    assert read(**given).beyond_loopback


@pytest.mark.parametrize("given", [{"TESSERA_BIND": "::1"}, {"TESSERA_URL": "http://localhost:9000"}])
def test_this_machine_alone_is_not(read, given):
    assert not read(**given).beyond_loopback


def test_the_public_address_has_no_closing_slash_and_its_host_is_answered(read):
    environment = read(TESSERA_URL="https://tessera.example.org/", TESSERA_HOSTS="a.example.org, b.example.org,")
    assert environment.public_url == "https://tessera.example.org"
    assert environment.served_with_tls
    assert {"tessera.example.org", "a.example.org", "b.example.org", "127.0.0.1"} <= set(environment.allowed_hosts)
    assert "" not in environment.allowed_hosts
    assert "*" not in environment.allowed_hosts


def test_secrets_do_not_show_when_printed(read):
    environment = read(
        TESSERA_SECRET_KEY="k" * 50, TESSERA_SMTP_PASSWORD="post-secret", TESSERA_OIDC_CLIENT_SECRET="oidc-secret"
    )
    assert not any(word in repr(environment) for word in ("kkkk", "post-secret", "oidc-secret"))


@pytest.mark.parametrize(
    ("host", "loopback"),
    [
        ("localhost", True),
        ("127.0.0.9", True),
        ("[::1]", True),
        ("example.org", False),
        ("", False),
        ("10.0.0.1", False),
    ],
)
def test_loopback_is_told_from_other_addresses(host, loopback):
    assert is_loopback(host) is loopback
