"""Builders of what people take away: tables, spreadsheets, calendars, feeds, charts.

Imports plans and everything below it; knows nothing of requests or pages.
"""
