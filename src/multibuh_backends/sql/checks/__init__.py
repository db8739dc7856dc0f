"""What `verify` checks, one kind of record a file."""
