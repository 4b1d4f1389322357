"""Secure defaults, read in processes of their own."""

from __future__ import annotations

import pytest
from django.test import Client

HTTPS = {"TESSERA_URL": "https://tessera.example.org"}
COOKIES = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "LANGUAGE_COOKIE_SECURE", "SECURE_SSL_REDIRECT")


def test_debug_is_off_by_default_and_no_host_is_a_wildcard(settings_of):
    found = settings_of("DEBUG", "ALLOWED_HOSTS", "SECOND_FACTOR_REQUIRED")
    assert found["DEBUG"] is False
    assert found["ALLOWED_HOSTS"] == ["127.0.0.1", "[::1]", "localhost"]
    assert found["SECOND_FACTOR_REQUIRED"] is False


def test_cookies_are_secure_behind_tls(settings_of):
    assert set(settings_of(*COOKIES, **HTTPS).values()) == {True}
    assert set(settings_of(*COOKIES).values()) == {False}


def test_the_session_cookie_is_out_of_reach_of_scripts_and_forms_trust_our_address_only(settings_of):
    found = settings_of("SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_TRUSTED_ORIGINS", **HTTPS)
    assert found["SESSION_COOKIE_HTTPONLY"] is True
    assert found["SESSION_COOKIE_SAMESITE"] == "Lax"
    assert found["CSRF_TRUSTED_ORIGINS"] == ["https://tessera.example.org"]


def test_hsts_is_sent_only_when_told(settings_of):
    assert settings_of("SECURE_HSTS_SECONDS", **HTTPS) == {"SECURE_HSTS_SECONDS": 0}
    told = settings_of("SECURE_HSTS_SECONDS", "SECURE_HSTS_PRELOAD", TESSERA_HSTS_SECONDS="3600", **HTTPS)
    assert told == {"SECURE_HSTS_SECONDS": 3600, "SECURE_HSTS_PRELOAD": False}


def test_a_proxy_is_trusted_only_when_told(settings_of):
    names = ("SECURE_PROXY_SSL_HEADER", "USE_X_FORWARDED_HOST")
    assert settings_of(*names, **HTTPS) == {"SECURE_PROXY_SSL_HEADER": None, "USE_X_FORWARDED_HOST": False}
    told = settings_of(*names, TESSERA_BEHIND_PROXY="on", **HTTPS)
    assert told == {"SECURE_PROXY_SSL_HEADER": ["HTTP_X_FORWARDED_PROTO", "https"], "USE_X_FORWARDED_HOST": True}


def test_a_second_factor_is_required_beyond_loopback(settings_of):
    assert settings_of("SECOND_FACTOR_REQUIRED", **HTTPS) == {"SECOND_FACTOR_REQUIRED": True}


def test_the_signing_key_is_the_homes_unless_the_environment_gives_one(settings_of, tmp_path):
    kept = settings_of("SECRET_KEY")["SECRET_KEY"]
    assert kept == (tmp_path / "secret-key").read_text()
    assert settings_of("SECRET_KEY", TESSERA_SECRET_KEY="k" * 50) == {"SECRET_KEY": "k" * 50}


def test_sqlite_lets_readers_go_on_and_writers_queue(settings_of):
    options = settings_of("DATABASES")["DATABASES"]["default"]["OPTIONS"]
    assert options["transaction_mode"] == "IMMEDIATE"
    assert options["timeout"] >= 5
    assert "journal_mode=WAL" in options["init_command"]


def test_a_postgresql_address_is_taken(settings_of):
    database = settings_of("DATABASES", DATABASE_URL="postgresql://ann:s@db.example.org:5433/tessera")["DATABASES"][
        "default"
    ]
    assert database["ENGINE"] == "django.db.backends.postgresql"
    assert (database["HOST"], database["PORT"], database["NAME"]) == ("db.example.org", 5433, "tessera")


def test_openid_connect_is_off_until_configured(settings_of):
    assert settings_of("SOCIALACCOUNT_PROVIDERS") == {"SOCIALACCOUNT_PROVIDERS": {}}
    given = {
        "TESSERA_OIDC_URL": "https://login.example.org",
        "TESSERA_OIDC_CLIENT_ID": "t",
        "TESSERA_OIDC_CLIENT_SECRET": "s",
    }
    provider = settings_of("SOCIALACCOUNT_PROVIDERS", **given)["SOCIALACCOUNT_PROVIDERS"]["openid_connect"]
    assert provider["OAUTH_PKCE_ENABLED"] is True
    assert provider["APPS"][0]["settings"]["server_url"] == "https://login.example.org"


@pytest.fixture
def policy() -> dict[str, list[str]]:
    """The Content-Security-Policy of an answer, by directive."""
    header = Client().get("/healthz").headers["Content-Security-Policy"]
    return {words[0]: words[1:] for part in header.split(";") if (words := part.split())}


def test_the_policy_allows_nothing_inline_and_nothing_from_elsewhere(policy):
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["connect-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == policy["object-src"] == ["'none'"]
    allowed = {source for sources in policy.values() for source in sources}
    assert allowed == {"'none'", "'self'", "data:"}
    assert [name for name, sources in policy.items() if "data:" in sources] == ["img-src"]


def test_every_answer_has_the_other_headers_too():
    headers = Client().get("/healthz").headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "Strict-Transport-Security" not in headers
