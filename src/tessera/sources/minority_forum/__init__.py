"""Recommendations of the Forum on Minority Issues."""
