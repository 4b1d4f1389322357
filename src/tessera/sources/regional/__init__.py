"""Recommendations of regional bodies, European, American and African: documents and tables."""
