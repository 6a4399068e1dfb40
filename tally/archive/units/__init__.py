"""Where every unit stands: what is due, which congress of a unit is told, and the sums."""
