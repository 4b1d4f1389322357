"""Migrations of the desk review."""
