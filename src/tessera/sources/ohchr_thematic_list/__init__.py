"""OHCHR's thematic lists of UPR recommendations (Word tables), every cycle's layout."""
