"""Writes of coordination; each is one transaction."""
