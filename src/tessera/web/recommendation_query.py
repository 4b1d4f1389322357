"""What the query string of the page of recommendations asks: read and written in one way by pages, feeds and mails."""

from tessera.recommendations.selectors.asked import Asked, UnknownValue, asked_of, query_string

__all__ = ["Asked", "UnknownValue", "asked_of", "query_string"]
