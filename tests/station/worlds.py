"""A world for the station's tests: a clock moved by hand, known chance, no network, and sticks that are folders."""

from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from station.app import StationApp
from station.journal.database import Journal
from station.service import Service
from station.session.definition import Define
from station.terminal import Terminal
from station.world import World
from tally.record.document import Observation
from tally.words import Lang, Words

TERMINAL = Terminal(themes=("night", "paper"))


def known_chance():
    """Bytes that look drawn by chance, and are the same in every run."""
    count = 0

    def drawn(size):
        nonlocal count
        count += 1
        blocks = range(-(-size // 32))
        return b"".join(sha256(f"{count} {block}".encode()).digest() for block in blocks)[:size]

    return drawn


@dataclass
class Hands:
    """What a test moves: the clock, what the air gap shows, and the sticks that are plugged in."""

    now: float = 1000.0
    minute: str = "2025-02-14T09:31"
    seen: tuple = (Observation(check="interfaces", clear=True),)
    sticks: tuple = ()
    calls: list = field(default_factory=list)


def world(home: Path, hands: Hands | None = None) -> World:
    hands = hands or Hands()
    return World(
        minute=lambda: hands.minute,
        seconds=lambda: hands.now,
        random=known_chance(),
        observe=lambda: hands.seen,
        sticks=lambda: hands.sticks,
        home=home,
    )


def opened(home: Path, document: str | None = None, *, name: str = "day.journal") -> Service:
    """A service on a new journal; with a document the day is defined."""
    service = Service(Journal.make(str(home / name), random=known_chance()), lambda: "2025-02-14T09:31")
    if document is not None:
        service.submit(Define(document=document))
    return service


def app(service: Service | None, of: World, *, lang: Lang = Lang.VI) -> StationApp:
    return StationApp(of, Words(lang), TERMINAL, opened=service)
