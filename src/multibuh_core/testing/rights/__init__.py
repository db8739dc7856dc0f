"""The table of rights: every public method by role by state."""
