"""Reading and writing the files that others rely on: congress files, ballots, lists, and the documents of results."""
