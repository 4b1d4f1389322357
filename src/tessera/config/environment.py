"""Every setting that the environment may give, in one typed place.

Documented for people in docs/reference/settings.md, which a test holds to this class.
"""

from __future__ import annotations

import ipaddress
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict


class Environment(BaseSettings):
    """Read once at start; names are TESSERA_<FIELD> unless an alias says otherwise."""

    model_config = SettingsConfigDict(env_prefix="TESSERA_", env_ignore_empty=True, extra="ignore", frozen=True)

    home: Path = Field(default=Path("var"), description="Folder for everything a running Tessera writes.")
    database_url: str | None = Field(
        default=None,
        validation_alias=AliasChoices("DATABASE_URL", "TESSERA_DATABASE_URL"),
        description="PostgreSQL address; SQLite in TESSERA_HOME when empty.",
    )
    port: int = Field(
        default=8000,
        ge=1,
        le=65535,
        validation_alias=AliasChoices("PORT", "TESSERA_PORT"),
        description="Port to serve.",
    )
    bind: str = Field(default="127.0.0.1", description="Address to listen on.")
    url: str | None = Field(default=None, description="Public address, such as https://tessera.example.org.")
    hosts: str = Field(default="", description="Further host names to answer for, separated by commas.")
    debug: bool = Field(default=False, description="Show error details; for development only.")
    secret_key: SecretStr | None = Field(
        default=None, description="Signing key; made and kept in TESSERA_HOME if empty."
    )
    hsts_seconds: int = Field(
        default=0, ge=0, description="Strict-Transport-Security lifetime in seconds; 0 sends none."
    )
    behind_proxy: bool = Field(default=False, description="Trust X-Forwarded-Proto and -Host from a reverse proxy.")
    workers: int = Field(default=2, ge=1, le=64, description="Server processes.")
    readers: int = Field(default=1, ge=0, le=64, description="Processes that do long work beside a server.")
    log_level: str = Field(default="WARNING", description="DEBUG, INFO, WARNING, ERROR or CRITICAL.")

    smtp_host: str | None = Field(
        default=None, description="Mail server; mails are files in TESSERA_HOME/mail if empty."
    )
    smtp_port: int = Field(default=587, description="Port of the mail server.")
    smtp_user: str = Field(default="", description="Account at the mail server.")
    smtp_password: SecretStr = Field(default=SecretStr(""), description="Password at the mail server.")
    smtp_tls: bool = Field(default=True, description="Use STARTTLS with the mail server.")
    mail_from: str = Field(default="Tessera <tessera@localhost>", description="Sender of mails.")
    digests: bool = Field(default=True, description="A running server mails what is new in saved searches, hourly.")

    oidc_url: str | None = Field(default=None, description="OpenID Connect issuer for sign-in; off if empty.")
    oidc_name: str = Field(default="Organization account", description="What the sign-in button calls it.")
    oidc_client_id: str = Field(default="", description="Client id at the OpenID Connect issuer.")
    oidc_client_secret: SecretStr = Field(default=SecretStr(""), description="Client secret at that issuer.")

    @cached_property
    def public_url(self) -> str:
        """Address that mails and feeds name, without a closing slash."""
        return (self.url or f"http://{self._host}:{self.port}").rstrip("/")

    @property
    def _host(self) -> str:
        """Where this machine finds what listens at `bind`."""
        if self.bind in {"0.0.0.0", "::"}:  # noqa: S104  every address of this machine
            return "127.0.0.1"
        return f"[{self.bind}]" if ":" in self.bind else self.bind

    @cached_property
    def served_with_tls(self) -> bool:
        return urlsplit(self.public_url).scheme == "https"

    @cached_property
    def beyond_loopback(self) -> bool:
        """Whether anyone but this machine can reach it: then privileged roles need a second factor."""
        return not (is_loopback(self.bind) and is_loopback(urlsplit(self.public_url).hostname or ""))

    @cached_property
    def allowed_hosts(self) -> list[str]:
        named = [urlsplit(self.public_url).hostname or "", *(h.strip() for h in self.hosts.split(","))]
        return sorted({h for h in [*named, "127.0.0.1", "localhost", "[::1]"] if h})


def is_loopback(host: str) -> bool:
    """Whether a host name or address means this machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False
