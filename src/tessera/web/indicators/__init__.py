"""Pages of a plan's indicators: where they stand, their values, what is counted, criteria and ratings.

Imports plans, and what stands directly in web.
"""
