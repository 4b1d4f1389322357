"""Reads of the plans room, each for a viewer: what the viewer may not see is neither listed nor counted."""
