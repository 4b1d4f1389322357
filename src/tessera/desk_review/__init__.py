"""The desk review: country documents read passage by passage, what people say of the machine's reading, the scorecard.

Imports the rooms below it (plans and lower); the pages are in tessera.web.desk_review.
"""
