"""Concluding observations of the United Nations human rights treaty bodies."""
