"""Anyone's table of recommendations: a national system's, a ministry's, whatever its columns are called."""
