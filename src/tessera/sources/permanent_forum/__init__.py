"""Reports of the Permanent Forum on Indigenous Issues on its sessions."""
