"""Anyone's table of recommendations: a national system's, an organization's, a ministry's, whatever its columns are called."""
