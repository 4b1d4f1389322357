"""Pages of initiatives under way, and of where they meet.

Imports plans, and what stands directly in web.
"""
