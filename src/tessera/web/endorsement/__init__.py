"""Pages of endorsement: rounds, versions, invited entities and their answers, the comments matrix.

Imports coordination, reports, and what stands directly in web.
"""
