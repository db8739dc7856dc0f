"""The tests of the backend on files that know its inside; the laws are in the conformance kit."""
