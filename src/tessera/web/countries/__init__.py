"""Pages of countries: the map, one country, two beside one another."""
