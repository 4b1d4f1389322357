"""The document of a mid-term or final review: what the plan was as of the day, what was found, recommended, answered.

Imports coordination, plans and vocabulary, and reports.written, which sets it.
"""
