"""Addenda to reports of the Working Group on the UPR: what the State under review answers to each recommendation."""
