"""Pages of yearly reports: rounds, the report of each entity, what was read in an uploaded one, and the documents."""
