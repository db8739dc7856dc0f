"""Code of a host, for its type checker."""
