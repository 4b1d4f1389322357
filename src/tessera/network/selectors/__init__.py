"""Reads of the network room, each for a viewer."""
