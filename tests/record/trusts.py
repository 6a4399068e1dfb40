"""Trust files for tests: keys whose seeds are known, drafts with any of them, signatures of any."""

from dataclasses import replace
from datetime import date
from functools import cache
from hashlib import sha256

import pytest

from tally.record import canonical, enrolment, note
from tally.record.note import Note
from tally.record.refusal import Refused
from tally.record.trust import Organisation, Revocation, Thresholds, Trust, text_of

FROM, TO = date(2025, 1, 1), date(2029, 12, 31)
LEAVES = date(2026, 2, 1)
ROOTS = tuple(f"VD/root-{number}" for number in range(1, 7))
BOARD = tuple(f"VD.1/board-{number}" for number in range(1, 4))


def refused(call, *args, **options):
    with pytest.raises(Refused) as caught:
        call(*args, **options)
    return caught.value


def seed(name):
    """The seed of a key by its name, and perhaps of a second one by another: ``VD/root-1#2`` is not ``VD/root-1``."""
    return sha256(f"trust vector {name}".encode()).digest()


@cache
def key(name, holder=None, seed_of=None):
    holder = holder or f"Người giữ {name}"
    return enrolment.read(enrolment.make(seed(seed_of or name), name=name, holder=holder))


def keys(*names):
    return tuple(key(name) for name in sorted(names))


def revocation(name, since=LEAVES, reason="Chuyển công tác", seed_of=None):
    one = key(name, seed_of=seed_of)
    return Revocation(name=one.name, vkey=one.vkey, since=since, reason=reason)


def trust(*names, needed=2, record=2, **given):
    """A first version with the keys of these names; of three roots and a board if none is named."""
    plain = {
        "organisation": Organisation(code="VD", name="Đảng bộ ví dụ"),
        "version": 1,
        "previous": None,
        "valid_from": FROM,
        "valid_to": TO,
        "thresholds": Thresholds(trust=needed, record=record),
        "keys": keys(*(names or (*ROOTS[:3], *BOARD))),
        "revoked": (),
    }
    return Trust(**(plain | given))


def by_name(each):
    return str(each.name)


def after(old, *added, revoked=(), left_out=(), revocations=None, **given):
    """The version after another: with keys added, revoked or left out, or with revocations of its own."""
    standing = [each for each in old.keys if str(each.name) not in left_out]
    gone = [*old.revoked, *map(revocation, revoked)] if revocations is None else revocations
    plain = {
        "version": old.version + 1,
        "previous": sha256(text_of(old).encode()).digest(),
        "keys": tuple(sorted([*standing, *keys(*added)], key=by_name)),
        "revoked": tuple(sorted(gone, key=by_name)),
    }
    return replace(old, **(plain | given))


def signed(what, *names):
    """The bytes of a trust file, or of any text, signed by the keys of these names; a draft if there are none."""
    text = what if isinstance(what, str) else text_of(what)
    if not names:
        return text.encode()
    lines = tuple(note.sign(text, name.partition("#")[0], seed(name)) for name in names)
    return note.write(Note(text=text, signatures=lines))


def tree_of(what):
    return canonical.read(text_of(what).encode())


def spelled(tree):
    return canonical.write(tree).decode()


def enrolment_of(name):
    """The bytes of the enrolment of a key."""
    return enrolment.write(key(name))
