"""Two machines of a unit on which the same congress is open, with a trust file that names both, and their keys."""

from dataclasses import replace

from station.screens.working import WorkingScreen
from tally.record import trust
from tests.cli.opened import PASSPHRASE, key_file
from tests.record.ceremony import key, trust_file, trusted
from tests.station.ceremony.days import stick
from tests.station.screens.entry_days import STRIKE, TYPIST, Days, struck
from tests.station.screens.scripted import Scripted
from tests.station.worlds import Hands, world

ONE, TWO = "VD.1/station-1", "VD.1/station-2"
HOLDERS = {ONE: "Máy một", TWO: "Máy hai"}
BALLOTS = [[struck(1), struck(2, 5), struck(3)], [struck(1), struck(2, 6)]]


def trust_of(*stations):
    """The trust file of a unit with these stations."""
    plain = trusted()
    others = [one for one in plain.keys if one.name.role is not key(ONE).name.role]
    both = [*others, *(key(name, HOLDERS[name]) for name in stations)]
    return trust_file(replace(plain, keys=tuple(sorted(both, key=lambda one: str(one.name)))))


def digits_of(data):
    """The fingerprint of a trust file, as the paper has it."""
    return trust.read(data).fingerprint


TRUST = trust_of(ONE, TWO)
DIGITS = digits_of(TRUST)
UNLOCK = (0, DIGITS, PASSPHRASE)
"""What is answered where the trust file, its fingerprint and a passphrase are asked for."""


def machine(home, name, *, by=TYPIST, ballots=BALLOTS, entries=2, closed=True, batch=3):
    """A machine of its own, on which somebody has typed these ballots as the first entry."""
    folder = home / name
    folder.mkdir()
    days = Days(folder).start(papers=sum(map(len, BALLOTS)), batch=batch, entries=entries)
    for number, papers in enumerate(ballots, start=1):
        days.typed(1, number, papers, by=by, closed=closed or number < len(ballots))
    return days


def own_stick(home, of, *, trust_file=TRUST):
    """The stick of a machine: its key, and the trust file."""
    usb = stick(home, f"cua-{of[-1]}")
    (usb.path / "may.key").write_bytes(key_file(of, HOLDERS[of]))
    (usb.path / "danh-sach.trust").write_bytes(trust_file)
    return usb


class Sitting(Scripted):
    """The screen of several machines of a contest, without the screen: what is asked is answered as it was decided."""

    contest, trusted = STRIKE, None
    worked, tell_stick, tell_problem = WorkingScreen.worked, WorkingScreen.tell_stick, WorkingScreen.tell_problem
    one_stick = WorkingScreen.one_stick
    is_clear = True
    """Whether the air gap is whole, or the board has overruled what it shows."""

    def __init__(self, days, home, *answers, sticks=(), person=None):
        (home / "days").mkdir(exist_ok=True)
        super().__init__(days.service, *answers, world=world(home / "days", Hands(sticks=tuple(sticks))))
        self.works, self.noted = [], []
        if person:
            days.sit(person)

    @property
    def work(self):
        return self.day.work(self.contest)

    async def is_cut_off(self):
        return self.is_clear

    def bell(self):
        """Nobody hears it."""

    def at_work(self, work):
        self.works.append(work)

    def note(self, done, groups=()):
        self.noted.append((done.key, groups))


__all__ = [
    "BALLOTS",
    "DIGITS",
    "HOLDERS",
    "ONE",
    "TRUST",
    "TWO",
    "UNLOCK",
    "Sitting",
    "digits_of",
    "machine",
    "own_stick",
    "trust_of",
]
