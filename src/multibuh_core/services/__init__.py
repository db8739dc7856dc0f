"""What a host calls: one service per concept."""
