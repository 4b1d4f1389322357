"""The `tessera` command: thin verbs over services and selectors.

Imports reports and everything below it; never web or api. Every module here is a verb and offers its click command as
`command`; what verbs share is the package `frame`, which knows no verb.
"""

from .frame import main

__all__ = ["main"]
