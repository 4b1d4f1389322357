"""The country brief: two footnoted pages as Word, PDF and web page, all three told from one Brief.

Imports recommendations and what lies below; knows nothing of requests or pages.
"""
