"""The laws of the design as tests: against the ports and the workspace alone, on every backend through one door."""
