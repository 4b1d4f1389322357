"""Pages of recommendations and of the documents they stand in."""
