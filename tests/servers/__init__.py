"""Real servers for the tests, on this machine only, and what spoils the way to them."""
