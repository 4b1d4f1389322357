"""Writes of the network room: `<entity>_<action>(*, ...)`, each one transaction and audited."""
