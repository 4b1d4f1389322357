"""People, organisations, membership and roles, audiences, erasure and the audit trail.

Imports vocabulary, lib and search (to offer what may be found); every room above uses its audience and erasure rules.
"""
