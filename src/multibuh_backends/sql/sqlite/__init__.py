"""What is SQLite's alone: its driver, its connections and transactions, its files."""
