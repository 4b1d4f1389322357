"""What a page weighs on the way to a reader: for the rule of 60 KB."""

from __future__ import annotations

import gzip
import re

from django.conf import settings
from django.contrib.staticfiles import finders

LIMIT = 60_000
LINKED = re.compile(r"""<(?:link[^>]+rel="(?:stylesheet|icon)"|script)[^>]*>""")
ADDRESS = re.compile(r"""(?:href|src)="([^"]+)\"""")
HASH = re.compile(r"\.[0-9a-f]{12}(?=\.\w+$)")


def transferred_bytes(client, path: str, **headers) -> int:
    """Bytes of the page, its style sheets, scripts and icon as they are sent, compressed; without pictures."""
    response = client.get(path, headers={"accept-encoding": "gzip", **headers})
    assert response.status_code == 200, f"{path} answered {response.status_code}"
    body = b"".join(response) if response.streaming else response.content
    page = gzip.decompress(body) if response.get("Content-Encoding") == "gzip" else body
    return len(gzip.compress(page)) + sum(linked_bytes(page.decode()).values())


def linked_bytes(page: str) -> dict[str, int]:
    """Compressed size of each file that the page's head calls for."""
    addresses = {ADDRESS.search(tag).group(1) for tag in LINKED.findall(page) if ADDRESS.search(tag)}
    return {address: len(gzip.compress(static_file(address))) for address in addresses}


def static_file(address: str) -> bytes:
    name = HASH.sub("", address.removeprefix(settings.STATIC_URL))
    found = finders.find(name)
    assert found, f"{address} is called for but is no static file"
    with open(found, "rb") as file:
        return file.read()
