"""Who reads the journal."""

import threading
from contextlib import contextmanager

from station.journal.database import Journal


@contextmanager
def reading_threads(monkeypatch):
    """Note every thread that takes the journal's connection meanwhile."""
    seen = set()
    held = Journal._held.fget

    def noted(journal):
        seen.add(threading.get_ident())
        return held(journal)

    with monkeypatch.context() as patched:
        patched.setattr(Journal, "_held", property(noted))
        yield seen
