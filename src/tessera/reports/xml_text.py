"""Text as XML takes it: what people paste may hold control characters, and one of them would break a whole feed."""

from __future__ import annotations

import re

# https://www.w3.org/TR/xml/#charsets
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(words: str) -> str:
    """`words` without the characters that XML 1.0 cannot hold."""
    return NOT_IN_XML.sub("", words)
