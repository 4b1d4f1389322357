"""One index of all that may be found: a registry, an outbox, one locked writer, a query language.

Imports lib and vocabulary only; rooms above register what they offer and for whom (docs/explanation/search.md).
"""
