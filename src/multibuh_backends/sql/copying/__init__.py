"""All of a firm, read from the tables and written into them."""
