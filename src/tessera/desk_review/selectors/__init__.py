"""Reads of the desk review, each for a viewer: what the viewer may not see is neither listed nor counted."""
