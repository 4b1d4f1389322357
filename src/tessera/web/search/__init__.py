"""The search page: what the search box of every page leads to."""
