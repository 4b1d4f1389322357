"""Pages of the Guidance Note: its recommendations, what serves them, practical suggestions."""
