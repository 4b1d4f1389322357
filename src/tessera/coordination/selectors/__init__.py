"""Reads of coordination, each for a viewer."""
