"""Many units together: the files as they came in, an index that can be thrown away, and where each unit stands."""
