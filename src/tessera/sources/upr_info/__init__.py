"""UPR Info's database of recommendations and pledges of the Universal Periodic Review, as CSV or spreadsheet."""
