"""Random histories of several users and firms, held step by step against a model of plain dicts (L11)."""
