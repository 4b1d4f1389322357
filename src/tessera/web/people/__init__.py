"""Pages of people, organisations, groups and the audit log."""
