"""Whoever does the work of an archive: this process, all cores of this machine, or a cluster."""
