"""The tests of the core: one module a module, each test one promise."""
