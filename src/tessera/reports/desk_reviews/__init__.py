"""The written reports of the desk review: of one document, and of several beside one another.

Content is told as parts of tessera.reports.written, which makes Word, PDF/UA and HTML of it.
"""
