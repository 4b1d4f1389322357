"""What the human rights mechanisms recommended: documents, recommendations, where each was read, and how it changed.

Imports network, search and what lies below them; writes are in services, reads in selectors.
"""
