"""What recommendations offer to be found."""

from __future__ import annotations


def findables_register() -> None:
    """Called once, by the app."""
