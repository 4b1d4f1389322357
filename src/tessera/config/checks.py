"""Numbered system checks for misconfiguration; `tessera doctor` and every start run them.

Numbers are stable: docs/reference/settings.md explains each.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, register
from django.core.checks import Warning as CheckWarning


@register(Tags.security)
def check_debug(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    environment = settings.ENVIRONMENT
    if environment.debug and environment.beyond_loopback:
        return [
            Error("TESSERA_DEBUG is on where others can reach Tessera; error pages would show data.", id="tessera.E001")
        ]
    return []


@register(Tags.security)
def check_home(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    home: Path = settings.TESSERA_HOME
    if not os.access(home, os.W_OK):
        return [Error(f"TESSERA_HOME ({home}) cannot be written.", id="tessera.E002")]
    key = home / "secret-key"
    if key.exists() and stat.S_IMODE(key.stat().st_mode) & 0o077:
        return [Error("The secret key file can be read by others: run chmod 600 on it.", id="tessera.E003")]
    return []


@register(Tags.security)
def check_secret_key(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    if len(settings.SECRET_KEY) < 40:
        return [Error("TESSERA_SECRET_KEY has fewer than 40 characters.", id="tessera.E004")]
    return []


@register(Tags.security)
def check_transport(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    environment, found = settings.ENVIRONMENT, []
    if environment.beyond_loopback and not environment.served_with_tls:
        found.append(
            CheckWarning("Others reach Tessera without TLS: set TESSERA_URL to an https address.", id="tessera.W001")
        )
    if environment.hsts_seconds and not environment.served_with_tls:
        found.append(Error("TESSERA_HSTS_SECONDS needs an https TESSERA_URL.", id="tessera.E005"))
    return found


@register
def check_sign_in(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    environment = settings.ENVIRONMENT
    secret = environment.oidc_client_secret.get_secret_value()
    if environment.oidc_url and not (environment.oidc_client_id and secret):
        return [Error("TESSERA_OIDC_URL is set without TESSERA_OIDC_CLIENT_ID and _SECRET.", id="tessera.E006")]
    if environment.oidc_url and not environment.oidc_url.startswith("https://") and environment.beyond_loopback:
        return [Error("TESSERA_OIDC_URL must be an https address.", id="tessera.E007")]
    return []


@register
def check_mail(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    environment = settings.ENVIRONMENT
    if environment.beyond_loopback and not environment.smtp_host:
        return [CheckWarning("No TESSERA_SMTP_HOST: mails are only written to TESSERA_HOME/mail.", id="tessera.W002")]
    return []


@register(Tags.database)
def check_database(app_configs: object, **kwargs: object) -> list[CheckMessage]:
    engine = settings.DATABASES["default"]["ENGINE"]
    if not engine.endswith(("sqlite3", "postgresql")):
        return [Error("DATABASE_URL must name PostgreSQL (or be empty for SQLite).", id="tessera.E008")]
    return []
