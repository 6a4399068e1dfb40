"""Stations of a unit that send each other entries, for tests: their trust file, what they send, and forgeries."""

from datetime import date

import pytest

from station.exchange import read, written
from station.session.marks import Seen
from tally.record import canonical, note, sealed, trust_chain
from tally.record.note import Note
from tally.record.refusal import Refused
from tests.record import trusts
from tests.station.exchange.days import (
    STRIKE,
    begun,
    day_of,
    struck,
    typed,
)

HERE, THERE, THIRD = (f"VD.1/station-{number}" for number in (1, 2, 3))
STRANGER = "VD.2/station-1"


def chain(*stations, revoked=(), **given):
    """The trust file of an organisation with these stations."""
    names = (*trusts.ROOTS[:3], *(stations or (HERE, THERE, THIRD, STRANGER)))
    revocations = tuple(trusts.revocation(name, since=date(2025, 2, 1)) for name in revoked)
    value = trusts.trust(*names, revoked=revocations, **given)
    return trust_chain.chain([trusts.signed(value, *trusts.ROOTS[:2])], ())


TRUST = chain()


def chance():
    """Bytes that are other ones each time, and the same in every run."""
    state = {"drawn": 0}

    def drawn(count):
        state["drawn"] += 1
        return state["drawn"].to_bytes(4, "big").rjust(count, b"\x07")

    return drawn


BALLOTS = [[struck(1), struck(2, 5)], [struck(), struck(3, seen=Seen.UNCLEAR), struck(1, 2, 3, 4, 5)]]


def typed_day(*, ballots=BALLOTS, contest=STRIKE, **options):
    """A day on which the first entry of all ballots is typed."""
    history = begun(*map(len, ballots), contest=contest, **options)
    for batch, papers in enumerate(ballots, start=1):
        history += typed(batch, papers, contest=contest)
    return day_of(history)


def sent(day, *, contest=STRIKE, entry=1, by=THERE, trust=TRUST):
    return written(day, contest, entry, seed=trusts.seed(by), trust=trust, random=chance())


def taken(data, day, *, contest=STRIKE, at=HERE, trust=TRUST, entry=2):
    return read(data, day, contest, entry=entry, seed=trusts.seed(at), trust=trust)


def refused(call, *args, **options):
    with pytest.raises(Refused) as caught:
        call(*args, **options)
    return caught.value


def plain(data):
    """The note under the seal."""
    return sealed.unseal(data, sealed.private_of_seed(trusts.seed(HERE)))


def sealed_again(signed, *, to=(HERE,)):
    keys = [sealed.recipient_of_public(trusts.key(name).vkey.public) for name in to]
    return sealed.seal(signed, keys, chance())


def forged(day, *, by=(THERE,), text=None, **changes):
    """An entry with other values than a station would write, signed all the same."""
    tree = canonical.read(note.parse(plain(sent(day))).text.encode())
    text = text or canonical.write(tree | changes).decode()
    lines = tuple(note.sign(text, name, trusts.seed(name)) for name in by)
    return sealed_again(note.write(Note(text=text, signatures=lines)))
