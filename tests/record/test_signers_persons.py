"""Nobody meets the threshold alone: of the keys in one name as many count as the board has members of that name."""

from dataclasses import replace

from tally.congress import BoardMember, Mode
from tally.person import Birth
from tally.record import note
from tally.record.document import text_of
from tally.record.keyname import Role
from tally.record.signers import holders, members_with_keys
from tally.record.verify import Verdict
from tests.making import candidate, congress, contest
from tests.record import test_signers
from tests.record.ceremony import (
    BOARD,
    STATION,
    board_names,
    broken,
    chain_of,
    content_of,
    elected_course,
    key,
    signed,
    told,
    trust_file,
    trusted,
    verified,
)
from tests.record.test_signers import board_of
from tests.second_reader import records


def made_under(value, *given, **more):
    """The record of these signers; the second verifier says of it what the first does."""
    one = test_signers.made_under(value, *given, **more)
    ((verdict, checks),) = records.verify([note.write(one.record.note)], [trust_file(value)])
    assert (verdict, checks["threshold"]) == (one.verdict, "threshold" not in broken(one))
    return one


def held_by(*names, record=2, others=()):
    """A trust file whose board keys are held by these, in the order of their numbers."""
    keys = [key(name, holder) for name, holder in zip(board_names(len(names)), names, strict=True)]
    value = trusted(record=record)
    rest = [one for one in value.keys if one.name.role is not Role.BOARD]
    return replace(value, keys=tuple(sorted([*rest, *keys, *others], key=lambda one: str(one.name))))


def test_one_person_never_signs_for_two():
    """With two keys, whatever the spelling of the name beside them; and beside another it is enough."""
    for spelled in (BOARD[0], BOARD[0].upper()):
        value = held_by(BOARD[0], spelled, BOARD[1], BOARD[2])
        one = made_under(value, (STATION, *board_names(2)))
        assert broken(one) == {"threshold": "one_holder"}
        others = ", ".join(dict.fromkeys((BOARD[0], spelled)))
        assert told(one, "threshold")[1] == {"have": 1, "needed": 2, "keys": 4, "others": others}
        assert made_under(value, (STATION, *board_names(3))).verdict is Verdict.VALID
        assert made_under(value, (STATION, "VD.1/board-2", "VD.1/board-4")).verdict is Verdict.VALID


def test_members_of_one_name_are_as_many_persons_as_the_board_has_of_it():
    value = held_by(BOARD[0], BOARD[0], BOARD[1])
    two = (STATION, *board_names(2))
    assert made_under(value, two, board=(BOARD[0], BOARD[0], BOARD[1])).verdict is Verdict.VALID
    three = held_by(BOARD[0], BOARD[0], BOARD[0], BOARD[1], BOARD[2], record=3)
    every = (STATION, *board_names(3))
    assert broken(made_under(three, every, board=(BOARD[0], BOARD[0], *BOARD[1:]))) == {"threshold": "one_holder"}
    assert made_under(three, (*every, "VD.1/board-4"), board=(BOARD[0], BOARD[0], *BOARD[1:])).verdict is Verdict.VALID


def test_of_members_of_one_name_only_those_who_sit_count():
    """R2, Art. 8: of two, one is on the list; what the two keys of the name sign is one signature."""
    event = congress(mode=Mode.REAL, board=tuple(BoardMember(name=name, role="member") for name in BOARD))
    members = [BoardMember(name=BOARD[0], role="member", born=Birth(year=year)) for year in (1975, 1980)]
    event = replace(event, board=(*members, *event.board[1:]))
    value = held_by(BOARD[0], BOARD[0], BOARD[1], BOARD[2])
    for name, why in ((BOARD[0], "one_holder"), ("An", "enough")):
        vote = contest([candidate(1, name), candidate(2, "Bình An"), candidate(3, "Chi")], 2, id="bch")
        content = content_of(elected_course(event=event, vote=vote), value=value)
        one = verified(signed(text_of(content), (STATION, *board_names(2))), chain_of(trust_file(value)))
        assert told(one, "threshold")[0] == why


def test_the_keys_of_one_person_are_one_of_those_of_which_never_all_are_needed():
    """Of three keys two have one holder: two must sign, and there are two."""
    value = held_by(BOARD[0], BOARD[0], BOARD[1])
    one = made_under(value, (STATION, "VD.1/board-1", "VD.1/board-3"))
    assert told(one, "threshold") == ("too_few_holders", {"needed": 2, "keys": 3, "persons": 2})
    outside = held_by("Người ngoài", "Người ngoài", BOARD[0], BOARD[1])
    assert made_under(outside, (STATION, *board_names(4)[2:])).verdict is Verdict.VALID
    outside = held_by("Người ngoài", "Người ngoài", BOARD[0], BOARD[1], record=3)
    assert told(made_under(outside, (STATION, *board_names(4))), "threshold")[0] == "too_few_holders"


def test_keys_are_counted_by_persons():
    keys = held_by(*"AABBBC").held(Role.BOARD)
    for board, found in (("", (0, 3)), ("A", (1, 3)), ("AAA", (2, 4)), ("ABBC", (4, 4)), ("D", (0, 3))):
        members = board_of(*board)
        assert (members_with_keys(keys, members), holders(keys, members)) == found
    assert (members_with_keys([], board_of("A")), holders([], board_of("A"))) == (0, 0)
