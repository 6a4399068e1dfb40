"""Records, signatures, copies, and the end of the plain ballots: when all is kept twice and proved (R15)."""

from station.session.records import (
    AddSignature,
    BallotsDestroyed,
    DestroyBallots,
    KeepRecord,
    NoteCopy,
    NoteVerified,
    RecordKept,
    RecordSigned,
    RecordVerified,
    may_destroy,
)
from station.session.state import Signed
from tests.station.session.table import BINH, CHI, HEAD, MAY, NAMES, C, contest, denied, opened

FILES = {"001-bch-1.record": "a1", "bch-1.ballots.age": "b1"}


def keep(**given):
    plain = {"record": "r1", "file": "001-bch-1.record", "sequence": 1, "rounds": 1, "files": FILES}
    return KeepRecord(contest=C, **plain | given)


def sign(person=HEAD, **given):
    plain = {"record": "r1", "key": f"VD.1/board-{person[1]}", "holder": NAMES[person], "line": "— VD.1/board-1 AAAA"}
    return AddSignature(contest=C, **plain | given)


def verify(record="r1"):
    return NoteVerified(contest=C, record=record)


def copy(stick="A", files=FILES):
    return NoteCopy(stick=stick, files=files)


DESTROY = DestroyBallots(contest=C, entries=(7, 8))


def voted(lines=("4",) * 12):
    table = opened()
    table.votes(lines)
    return table


def kept():
    table = voted()
    table.do(keep(), HEAD)
    return table


def finished(table):
    table.do(sign(), HEAD)
    table.do(sign(BINH), BINH)
    table.do(verify(), MAY)
    for stick in ("A", "B"):
        table.do(copy(stick), MAY)
    return table


def test_a_record_is_of_rounds_that_are_closed():
    table = opened()
    assert denied(table, keep(), HEAD) == ("no_such_round", {"round": 1})
    table = voted()
    for rounds in (0, 2):
        assert denied(table, keep(rounds=rounds), HEAD) == ("no_such_round", {"round": rounds})
    (event,) = table.do(keep(), HEAD)
    assert event == RecordKept(contest=C, record="r1", file="001-bch-1.record", sequence=1, rounds=1, files=FILES)
    (record,) = table.state().kept
    assert (record.signatures, record.verified, record.sticks) == ((), False, frozenset())


def test_records_are_numbered_one_after_the_other_whatever_contest_they_are_of():
    table = opened(contest(), contest(name="khac"))
    table.votes(["4"] * 12)
    table.votes(["4"] * 12, "khac")
    assert denied(table, keep(sequence=2), HEAD) == ("not_the_next_record", {"expected": 1})
    table.do(keep(), HEAD)
    assert denied(table, keep(sequence=2), HEAD) == ("record_is_kept", {})
    other = KeepRecord(contest="khac", record="r2", file="x", sequence=1, rounds=1, files={})
    assert denied(table, other, HEAD) == ("not_the_next_record", {"expected": 2})


def test_a_member_signs_with_the_own_key_and_once():
    """R2: nobody signs for another, be it the head."""
    table = kept()
    (event,) = table.do(sign(BINH), BINH)
    assert event == RecordSigned(
        contest=C, record="r1", key="VD.1/board-2", holder=NAMES[BINH], line="— VD.1/board-1 AAAA"
    )
    assert denied(table, sign(BINH), BINH) == ("has_signed", {"holder": NAMES[BINH]})
    assert denied(table, sign(CHI), BINH) == ("key_of_another", {"holder": NAMES[CHI]})
    assert denied(table, sign(BINH), CHI, BINH) == ("key_of_another", {"holder": NAMES[BINH]})
    table.do(sign(CHI, holder=NAMES[CHI].upper()), CHI)
    assert [one.key for one in table.state().kept[0].signatures] == ["VD.1/board-2", "VD.1/board-3"]
    assert isinstance(table.state().kept[0].signatures[0], Signed)


def test_a_technician_signs_nothing_not_with_a_member_beside():
    table = kept()
    for beside in ((), (HEAD,)):
        assert denied(table, sign(MAY), MAY, *beside) == ("only_the_board", {})


def test_a_record_that_is_not_there_is_neither_signed_nor_verified():
    table = kept()
    assert denied(table, sign(record="r2"), HEAD) == ("unknown_record", {})
    assert denied(table, verify("r2"), HEAD) == ("unknown_record", {})


def test_a_signature_more_makes_it_a_file_that_was_neither_verified_nor_copied():
    table = finished(kept())
    assert table.do(verify(), MAY) == (RecordVerified(contest=C, record="r1"),)
    (record,) = table.state().kept
    assert (record.verified, record.sticks) == (True, {"A", "B"})
    table.do(sign(CHI), CHI)
    (record,) = table.state().kept
    assert (record.verified, record.sticks) == (False, frozenset())


def test_a_copy_holds_a_record_only_with_all_that_belongs_to_it():
    table = kept()
    for files in ({}, {"001-bch-1.record": "a1"}, {"bch-1.ballots.age": "b1"}, {**FILES, "bch-1.ballots.age": "b2"}):
        table.do(copy(files=files), MAY)
        assert table.state().kept[0].sticks == frozenset()
    table.do(copy(files={**FILES, "001-bch-1.record": "signed since", "journal": "j"}), MAY)
    assert table.state().kept[0].sticks == {"A"}
    assert len(table.day.copies) == 5


def test_plain_ballots_are_destroyed_only_when_everything_is_proved_and_kept_twice():
    """R15."""
    table = voted()

    def why():
        assert denied(table, DESTROY, HEAD, BINH) == (may_destroy(table.day, C), {})
        return may_destroy(table.day, C)

    assert why() == "rounds_without_record"
    table.do(keep(), HEAD)
    assert why() == "record_not_verified"
    table.do(verify(), MAY)
    assert why() == "record_not_copied_twice"
    for _ in range(2):
        table.do(copy("A"), MAY)
    assert why() == "record_not_copied_twice"
    table.do(copy("B"), MAY)
    assert may_destroy(table.day, C) is None
    table.do(sign(), HEAD)
    assert why() == "record_not_verified"
    table.do(verify(), MAY)
    assert why() == "record_not_copied_twice"
    table.do(copy("A"), MAY)
    table.do(copy("B"), MAY)
    assert not table.state().is_destroyed
    assert table.do(DESTROY, BINH, CHI) == (BallotsDestroyed(contest=C, entries=(7, 8)),)
    assert table.state().is_destroyed
    assert table.state().ballots == (None,)
    assert why() == "ballots_destroyed"


def test_nothing_is_destroyed_while_a_round_is_at_work_or_in_no_record():
    table = opened()
    assert may_destroy(table.day, C) == "rounds_without_record"
    table.votes(["3 4"] * 12)
    finished_with_one = table
    finished_with_one.do(keep(), HEAD)
    finished(table)
    table.decides("further")
    assert may_destroy(table.day, C) == "rounds_without_record"
    table.votes(["3"] * 12, first=False)
    assert may_destroy(table.day, C) == "rounds_without_record"


def second(table):
    """A further round, in a record of its own; the sticks hold both."""
    table.decides("further")
    table.votes(["3"] * 12, first=False)
    files = {"002-bch-2.record": "a2", "bch-2.ballots.age": "b2"}
    table.do(keep(record="r2", file="002-bch-2.record", sequence=2, rounds=2, files=files), HEAD)
    return {**FILES, **files}


def test_every_record_of_the_contest_is_verified_and_on_both_sticks():
    table = voted(["3 4"] * 12)
    table.do(keep(), HEAD)
    files = second(table)
    table.do(verify("r2"), MAY)
    assert may_destroy(table.day, C) == "record_not_verified"
    table.do(verify("r1"), MAY)
    for stick in ("A", "B"):
        table.do(copy(stick, {name: sha for name, sha in files.items() if name not in FILES}), MAY)
    assert may_destroy(table.day, C) == "record_not_copied_twice"
    for stick in ("A", "B"):
        table.do(copy(stick, files), MAY)
    assert may_destroy(table.day, C) is None


def test_ballots_of_a_round_held_after_others_were_destroyed_are_destroyed_in_their_turn():
    """The body votes again the next morning."""
    table = voted(["3 4"] * 12)
    table.do(keep(), HEAD)
    finished(table)
    table.do(DESTROY, HEAD, BINH)
    files = second(table)
    assert not table.state().is_destroyed
    assert table.state().ballots[0] is None
    assert table.state().ballots[1] is not None
    table.do(verify("r2"), MAY)
    for stick in ("A", "B"):
        table.do(copy(stick, files), MAY)
    table.do(DESTROY, HEAD, BINH)
    assert table.state().ballots == (None, None)
    assert table.state().is_destroyed


def test_two_of_the_board_destroy_and_no_technician():
    table = finished(kept())
    for by in ((HEAD,), (HEAD, MAY), (MAY, HEAD), (MAY, "p5")):
        assert denied(table, DESTROY, *by) == ("two_members", {})
    table.do(DESTROY, BINH, CHI)


def test_other_contests_keep_their_ballots():
    table = opened(contest(), contest(name="khac"))
    table.votes(["4"] * 12)
    table.votes(["4"] * 12, "khac")
    table.do(keep(), HEAD)
    finished(table)
    table.do(DESTROY, HEAD, BINH)
    assert table.state("khac").ballots[0] is not None
    assert may_destroy(table.day, "khac") == "rounds_without_record"
