"""The public JSON API under /api/v1/.

Imports reports and everything below it; never web or cli.
"""
