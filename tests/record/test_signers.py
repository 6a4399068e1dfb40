"""A record takes k signatures of keys of its own board, told apart by their bytes, and that of its computer (R2)."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from itertools import chain as joined
from itertools import combinations

import pytest

from tally.congress import BoardMember, Mode
from tally.contest import Withdrawal
from tally.person import Birth
from tally.record import note, trust, trust_chain
from tally.record.document import text_of
from tally.record.fingerprint import fingerprint
from tally.record.note import Note
from tally.record.reading import read
from tally.record.signers import board_keys
from tally.record.trust import Revocation
from tally.record.verify import Verdict
from tests.making import candidate, congress, contest
from tests.record.ceremony import (
    BOARD,
    DAY,
    SIGNERS,
    STATION,
    TRUST,
    board_names,
    broken,
    chain_of,
    content_of,
    elected_course,
    forged,
    holder_of,
    key,
    put,
    record_file,
    seed_of,
    signed,
    told,
    trust_file,
    trusted,
    verified,
)


def board_of(*names, **born):
    return tuple(BoardMember(name=name, role="member", born=born.get("born")) for name in names)


def subsets(names):
    return joined.from_iterable(combinations(names, count) for count in range(len(names) + 1))


def made_under(value, by, board=BOARD, people=("An", "Bình An", "Chi")):
    """A record of a board of these, made under this trust file, with the trust file it is checked with."""
    event = congress(mode=Mode.REAL, board=board_of(*board))
    vote = contest([candidate(number, name) for number, name in enumerate(people, 1)], 2, id="bch")
    content = content_of(elected_course(event=event, vote=vote), value=value)
    return verified(signed(text_of(content), by), chain_of(trust_file(value)))


@pytest.mark.unmeasured
@pytest.mark.parametrize("keys", range(2, 7))
def test_any_k_of_the_board_sign_a_record_and_fewer_do_not(keys):
    """2 <= k <= n-1: not even everybody is enough where the trust file asks for everybody, or more."""
    names = board_names(keys)
    event = congress(mode=Mode.REAL, board=board_of(*map(holder_of, names)))
    for needed in range(2, keys + 2):
        value = trusted(board=keys, record=needed)
        text, chain = text_of(content_of(elected_course(event=event), value=value)), chain_of(trust_file(value))
        station, *lines = (note.sign(text, name, seed_of(name)) for name in (STATION, *names))
        for chosen in subsets(lines):
            one = verified(note.write(Note(text=text, signatures=(station, *chosen))), chain)
            enough = needed < keys and len(chosen) >= needed
            assert (one.verdict is Verdict.VALID) is enough, (keys, needed, len(chosen))
            why = "enough" if enough else "too_few" if needed < keys else "too_few_keys"
            assert told(one, "threshold")[0] == why
            assert set(broken(one)) <= {"threshold"}


def test_the_threshold_says_who_signed():
    one = verified(record_file())
    assert told(one, "threshold") == (
        "enough",
        {"have": 2, "needed": 2, "keys": 3, "holders": f"{BOARD[0]}, {BOARD[1]}"},
    )
    short = verified(record_file(by=SIGNERS[:2]))
    assert told(short, "threshold") == ("too_few", {"have": 1, "needed": 2, "keys": 3, "others": ""})
    assert told(one, "signatures") == ("good", {"n": 3})
    all_of_them = made_under(value := trusted(record=3), (STATION, *board_names(3)))
    assert told(all_of_them, "threshold") == ("too_few_keys", {"needed": 3, "keys": 3})
    assert value.thresholds.record == 3


# Whose signature is none of the board's


@pytest.mark.parametrize(
    "other",
    ["VD/root-1", "VD/auditor-1", "VD.2/board-1", "VD.2/station-1", "VD.1/board-9", "VD/board-1", "VD.1.1/board-1"],
)
def test_no_other_key_stands_in_for_one_of_the_board(other):
    """Of another role, of another unit, of the superior, or in no trust file at all."""
    value = trusted()
    outside = [key(name, BOARD[1]) for name in ("VD.2/board-1", "VD.2/station-1", "VD/board-1", "VD.1.1/board-1")]
    value = replace(value, keys=tuple(sorted([*value.keys, *outside], key=lambda one: str(one.name))))
    assert made_under(value, SIGNERS).verdict is Verdict.VALID
    one = made_under(value, (*SIGNERS[:2], other))
    assert broken(one) == {"threshold": "too_few"}
    assert told(one, "threshold")[1] == {"have": 1, "needed": 2, "keys": 3, "others": ""}
    assert made_under(value, (*SIGNERS, other)).verdict is Verdict.VALID


def test_the_computer_is_none_of_the_board():
    value = trusted()
    value = replace(value, keys=tuple(sorted([*value.keys, key("VD.1/station-2")], key=lambda one: str(one.name))))
    assert broken(made_under(value, (*SIGNERS[:2], "VD.1/station-2"))) == {"threshold": "too_few"}


def test_whoever_is_not_on_the_board_that_the_record_names_does_not_count():
    value = trusted()
    one = made_under(value, SIGNERS, board=(BOARD[0], BOARD[2]))
    assert broken(one) == {"threshold": "not_of_the_board"}
    assert told(one, "threshold")[1] == {"have": 1, "needed": 2, "keys": 3, "others": BOARD[1]}
    assert made_under(value, (*SIGNERS, "VD.1/board-3"), board=(BOARD[0], BOARD[2])).verdict is Verdict.VALID
    assert broken(made_under(value, SIGNERS, board=())) == {"threshold": "not_of_the_board"}


@pytest.mark.parametrize("name", [BOARD[1], BOARD[1].upper(), f"{BOARD[1]} ".replace(" ", "  ").strip()])
def test_whoever_is_on_the_list_steps_out(name):
    """R2, Art. 8; a name is the same however it is written."""
    one = made_under(trusted(), SIGNERS, people=("An", name, "Chi"))
    assert broken(one) == {"threshold": "not_of_the_board"}
    assert told(one, "threshold")[1]["others"] == BOARD[1]
    assert made_under(trusted(), (*SIGNERS, "VD.1/board-3"), people=("An", name, "Chi")).verdict is Verdict.VALID


@pytest.mark.parametrize(
    ("born", "given", "sits"),
    [
        (None, {}, False),
        (Birth(year=1975), {}, False),
        (Birth(year=1975, month=3, day=15), {}, False),
        (Birth(year=1975, month=3, day=16), {}, True),
        (Birth(year=1980), {}, True),
        (None, {"withdrawal": Withdrawal.GRANTED}, True),
        (None, {"withdrawal": Withdrawal.ASKED}, False),
        (None, {"withdrawal": Withdrawal.REFUSED}, False),
    ],
)
def test_a_namesake_with_another_birth_or_who_withdrew_is_nobody_who_stands(born, given, sits):
    members = [{"name": name, "role": "member", "born": str(born) if born else None} for name in BOARD]
    record = read(forged(put("board", members)))
    vote = contest([candidate(1, "An"), candidate(2, BOARD[1], **given)], 1)
    keys = board_keys(record, vote, TRUST, TRUST.newest)
    assert {one.holder: may for one, may in keys.items()} == {BOARD[0]: True, BOARD[1]: sits, BOARD[2]: True}


def test_of_two_members_of_one_name_the_other_one_sits():
    members = [{"name": BOARD[1], "role": "member", "born": born} for born in ("1975", "1980")]
    vote = contest([candidate(1, BOARD[1])], 1)
    for board, sits in ((members, True), (members[:1], False), (members[1:], True), (members[:1] * 2, False)):
        keys = board_keys(read(forged(put("board", board))), vote, TRUST, TRUST.newest)
        assert {one.holder: may for one, may in keys.items()}[BOARD[1]] is sits


# Revoked keys


@pytest.mark.parametrize(("days", "counts"), [(-400, False), (-1, False), (0, False), (1, True), (400, True)])
def test_a_key_counts_until_the_day_from_which_it_is_revoked(days, counts):
    one = key("VD.1/board-2", BOARD[1])
    gone = Revocation(name=one.name, vkey=one.vkey, since=DAY + timedelta(days=days), reason="Chuyển công tác")
    signed_by = made_under(trusted(board=4, revoked=(gone,)), SIGNERS)
    assert (signed_by.verdict is Verdict.VALID) is counts
    assert told(signed_by, "threshold")[1]["keys"] == (4 if counts else 3)
    assert set(broken(signed_by)) == (set() if counts else {"threshold"})


def test_a_key_that_a_later_version_revokes_does_not_count_for_a_record_made_before():
    first = trusted(board=4)
    one = key("VD.1/board-2", BOARD[1])
    gone = Revocation(name=one.name, vkey=one.vkey, since=DAY, reason="Mất khóa")
    before = trust.text_of(first).encode()
    later = replace(first, version=2, previous=sha256(before).digest(), revoked=(gone,))
    data = record_file(content_of(value=first))
    assert verified(data, chain_of(trust_file(first))).verdict is Verdict.VALID
    assert broken(verified(data, chain_of(trust_file(first), trust_file(later)))) == {"threshold": "too_few"}


def test_a_record_under_an_older_version_of_the_trust_file_holds_and_says_so():
    first = trusted()
    later = replace(first, version=2, previous=sha256(trust.text_of(first).encode()).digest())
    files = [trust_file(first), trust_file(later)]
    figures = {"organisation": first.organisation.name, "newest": 2}
    for pins, older, newest in (([], "older_version_not_pinned", "not_pinned"), ([1], "older_version", "pinned")):
        prints = [fingerprint(trust.text_of(later).encode()) for _ in pins]
        chain = trust_chain.chain(files, prints)
        one = verified(record_file(content_of(value=first)), chain)
        assert one.verdict is Verdict.VALID
        assert told(one, "trust") == (older, figures | {"version": 1})
        one = verified(record_file(content_of(value=later)), chain)
        assert told(one, "trust") == (newest, figures | {"version": 2})


def test_a_revoked_key_of_three_leaves_too_few():
    one = key("VD.1/board-3", BOARD[2])
    gone = Revocation(name=one.name, vkey=one.vkey, since=DAY, reason="Mất khóa")
    assert broken(made_under(trusted(revoked=(gone,)), SIGNERS)) == {"threshold": "too_few_keys"}


@pytest.mark.parametrize(("days", "counts"), [(0, False), (1, True)])
def test_a_computer_counts_until_the_day_from_which_its_key_is_revoked(days, counts):
    gone = Revocation(
        name=key(STATION, "Máy kiểm phiếu").name,
        vkey=key(STATION, "Máy kiểm phiếu").vkey,
        since=DAY + timedelta(days=days),
        reason="Thay máy",
    )
    assert broken(made_under(trusted(revoked=(gone,)), SIGNERS)) == (
        {} if counts else {"signatures": "station_unknown"}
    )


# The computer


@pytest.mark.parametrize("station", ["VD.1/station-2", "VD.2/station-1", "VD.1/board-1", "VD/root-1", "x"])
def test_the_computer_is_one_of_the_unit_s_in_the_trust_file(station):
    value = trusted()
    value = replace(value, keys=tuple(sorted([*value.keys, key("VD.2/station-1")], key=lambda one: str(one.name))))
    data = record_file(content_of(value=value, station=station), by=(*SIGNERS, "VD.2/station-1", "VD.1/station-2"))
    one = verified(data, chain_of(trust_file(value)))
    assert broken(one) == {"signatures": "station_unknown"}
    assert told(one, "signatures")[1] == {"station": station}


def test_without_the_signature_of_its_computer_a_record_is_none():
    one = verified(record_file(by=board_names(3)))
    assert broken(one) == {"signatures": "station_missing"}
    assert told(one, "signatures")[1] == {"station": STATION}
