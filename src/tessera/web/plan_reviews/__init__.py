"""Pages of reviews of a plan, of the plan after a plan, and of two plans compared.

Imports coordination, plans and reports, and what stands directly in web.
"""
