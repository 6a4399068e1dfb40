"""The only writer: what the session decides is committed, and only then is it so.

decide → commit → fold. When ``submit`` returns, the disk has it; when it raises, nothing was acknowledged. Coming back
after a crash is folding the journal.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import reduce

from station import session, spelling
from station.journal import chain
from station.journal.database import Draft, Journal
from station.journal.errors import JournalGone
from station.session import Act, Command, Event, Happened
from station.session.denied import Denied
from station.session.people import WrongPin
from station.session.records import BallotsDestroyed

__all__ = ["Service"]

Clock = Callable[[], str]
"""Gives the minute, as ``2025-02-14T09:31``."""


class Service:
    """A day and its journal. ``day`` is always what the journal says."""

    def __init__(self, journal: Journal, clock: Clock) -> None:
        """Fold what the journal holds. Raises JournalError, and Refused for entries that this program did not write."""
        self._journal = journal
        self._clock = clock
        self._acknowledged = journal.head
        self.day = session.folded(self.history())

    def again(self) -> "Service":
        """Go on with the same day after its journal failed: nothing is made in its place.

        Raises JournalError: JournalGone too where what stands there now lacks anything that was acknowledged, as an
        older copy does, and another day.
        """
        service = Service(self._journal.again(), self._clock)
        if not service.holds(self._acknowledged):
            service.close()
            raise JournalGone(self.path)
        return service

    def holds(self, head: bytes) -> bool:
        """Whether this is the journal that had this hash as its head, or what it has become."""
        return head == chain.FIRST or any(stored.entry.hash == head for stored in self._journal.read())

    @property
    def path(self) -> str:
        """Where the journal stands."""
        return self._journal.path

    @property
    def head(self) -> bytes:
        """The hash of the journal's last entry."""
        return self._journal.head

    @property
    def length(self) -> int:
        """How many entries the journal has."""
        return self._journal.length

    @property
    def begun(self) -> str:
        """What tells this journal from every other: the hash of its first entry in hex, empty before there is one."""
        first = next(iter(self._journal.read()), None)
        return first.entry.hash.hex() if first else ""

    def submit(
        self,
        command: Command,
        *,
        joined: Mapping[str, str] | None = None,
        files: Mapping[str, bytes] | None = None,
    ) -> tuple[Event, ...]:
        """Carry a command out, by whoever is at the keys and whoever joins, each with the PIN typed.

        ``files`` are kept in the same commit. Returns what happened, nothing where it was so already. Raises Denied,
        BadInput and JournalError: then nothing that was wanted has been done.
        """
        here = (self.day.at_keys,) if self.day.at_keys else ()
        act = Act(by=(*here, *(joined or ())), pins=joined or {}, at=self._clock())
        events = session.decide(self.day, act, command)
        happened = [Happened(event=event, by=act.by, at=act.at if event.timed else None) for event in events]
        self._commit(happened, files or {})
        self.day = reduce(session.fold, happened, self.day)
        if any(isinstance(event, WrongPin) for event in events):
            raise Denied("wrong_pin")
        return events

    def _commit(self, happened: list[Happened], files: Mapping[str, bytes]) -> None:
        if not happened:
            return
        spelled = [spelling.spelled(one) for one in happened]
        drafts = [
            Draft(body=body, secret=secret, files=files if place == 0 else {})
            for place, (body, secret) in enumerate(spelled)
        ]
        first = happened[0].event
        if isinstance(first, BallotsDestroyed):
            kept = self._journal.destroy(first.entries, drafts[0])
        else:
            *_, kept = self._journal.append(drafts)
        self._acknowledged = kept.hash

    def file(self, name: str) -> bytes:
        """Give a file that was kept. Raises JournalError, and KeyError for one that was not."""
        return self._journal.file(name)

    def entries_with_ballots(self, contest: str) -> tuple[int, ...]:
        """Give the numbers of the journal's entries that hold plain ballots of a contest."""
        found = []
        for stored in self._journal.read():
            if stored.secret is not None:
                event = spelling.read(stored.entry.body, stored.secret).event
                if getattr(event, "contest", None) == contest:
                    found.append(stored.entry.number)
        return tuple(found)

    def history(self) -> Iterator[Happened]:
        """Give everything that happened, in its order."""
        for stored in self._journal.read():
            yield spelling.read(stored.entry.body, stored.secret)

    def written(self) -> bytes:
        """Give the journal written out, without its secrets, as it goes to the sticks. Raises JournalError, Refused."""
        return chain.written(stored.entry for stored in self._journal.read())

    def close(self) -> None:
        """Let the journal go. Nothing depends on it."""
        self._journal.close()
