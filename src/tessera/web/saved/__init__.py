"""Pages of saved searches, and their feeds."""
