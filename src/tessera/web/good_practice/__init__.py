"""Passages that people nominated as good practice: the list, a nomination, and withdrawing one."""
