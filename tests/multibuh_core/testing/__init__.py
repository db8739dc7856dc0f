"""Tests of the conformance kit itself, and of what it gives to a host's own tests."""
