"""Backends broken on purpose: the conformance kit must catch each of them, by a test of the law that it breaks."""
