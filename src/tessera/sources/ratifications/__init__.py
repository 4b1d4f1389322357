"""Lists of who ratified, signed or left which treaty, with reservations and declarations: CSV and spreadsheets."""
