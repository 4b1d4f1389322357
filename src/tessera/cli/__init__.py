"""The `tessera` command: thin verbs over services and selectors.

Imports reports and everything below it; never web or api.
"""
