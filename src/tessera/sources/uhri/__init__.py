"""OHCHR's Universal Human Rights Index: its whole export (JSON) and the spreadsheets of its searches."""
