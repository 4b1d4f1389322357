"""The review desk: people answer what a model suggests, one suggestion at a time, and see how far they agree."""
