"""What templates may read, and nothing else: frozen views, one module a kind of page."""
