"""Pages of the plans: overview, text, timeline, matrix, activities, calendar, amendments, imports, history."""
