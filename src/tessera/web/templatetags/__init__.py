"""Tags and filters that every template of Tessera has at hand."""
