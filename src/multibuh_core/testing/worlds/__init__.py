"""Random histories with and without what is hidden, and all that a viewer can observe of them (L1)."""
