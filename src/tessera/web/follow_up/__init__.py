"""Pages of what is done about a recommendation, and of how it is assessed."""
