"""Dissemination packs as Word, PDF, spreadsheet, web page and one offline HTML file, all told from one PackTold.

Imports recommendations, reports.briefs and what lies below; knows nothing of requests or pages.
"""
