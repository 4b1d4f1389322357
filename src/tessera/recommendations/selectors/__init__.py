"""Reads: recommendations, documents, sources."""
