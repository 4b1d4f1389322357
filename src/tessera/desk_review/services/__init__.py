"""Writes of the desk review: `<entity>_<action>(*, ...)`, each one transaction."""
