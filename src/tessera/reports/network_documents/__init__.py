"""Documents that the Network sends out: its annual report, the update of a working group, the brief on one page.

Each is told once, as `tessera.reports.written` has it, for all its readers (coordination.selectors.readership):
nobody's own rights count. Every figure leads to the rows that it counts.
"""
