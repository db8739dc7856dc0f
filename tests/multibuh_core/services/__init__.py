"""The tests of what a host calls, on memory; what they promise on every backend is in the conformance kit."""
