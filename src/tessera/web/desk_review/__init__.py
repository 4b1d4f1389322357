"""Pages of the desk review: documents, their passages, the scorecard, and how far a review has come."""
