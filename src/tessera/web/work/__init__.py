"""The page that says what waits for the person who reads it."""
