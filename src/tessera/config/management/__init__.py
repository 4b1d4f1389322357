"""Commands of Django that Tessera does in its own way."""
