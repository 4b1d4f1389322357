"""Observations and direct requests of the ILO's Committee of Experts on the application of Conventions."""
