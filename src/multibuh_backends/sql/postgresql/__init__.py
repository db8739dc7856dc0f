"""What is PostgreSQL's alone: its driver, its connections and transactions, what it does beside other writers."""
