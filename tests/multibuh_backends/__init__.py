"""The tests of the backends: what the laws, which all of them obey, do not say."""
