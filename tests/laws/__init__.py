"""The laws of DESIGN.md as tests: against the ports and the workspace alone, on every backend through one door."""
