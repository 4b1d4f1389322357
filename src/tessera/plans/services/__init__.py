"""Writes of the plans room: `<entity>_<action>(*, ...)`, each one transaction."""
