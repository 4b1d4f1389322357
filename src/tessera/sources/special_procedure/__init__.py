"""Reports of special procedures of the Human Rights Council: on visits to countries, and on themes."""
