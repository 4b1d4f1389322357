"""Pages of working groups: members, tasks, updates, meetings, calendar.

Imports coordination, reports, and what stands directly in web.
"""
