"""Pages of treaties and of who is bound by them."""
