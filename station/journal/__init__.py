"""The journal: what the station has acknowledged, chained by hash and kept by SQLite. Only the service writes it."""
