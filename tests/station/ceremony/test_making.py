"""Records made at the station are those that are made without one."""

from hashlib import sha256

import pytest

from station.ceremony.found import open_key
from station.ceremony.making import (
    FINDING_LIST,
    STATION_KEY,
    Here,
    due_of,
    finding_lists,
    paper_ids,
    records_of,
)
from station.session.records import DestroyBallots
from station.session.watch import NoteAirGap
from tally.record import commitment, sealed
from tally.record.refusal import Refused
from tests.cli.made import contest, person
from tests.cli.opened import AUDITOR, PASSPHRASE, PEOPLE
from tests.cli.sealed import RUN_OFF, STATION, TIED, WHOLE
from tests.cli.sealed import Desk as Headless
from tests.record.ceremony import seed_of
from tests.station.ceremony.days import BINH, CHECKS, DELEGATES, PRESENT, C, Desk, document

OWN = {"previous", "journal", "air_gap"}
"""What is another at each place where the same record is made; and the roots, which hang on the salts."""


def alike(tree):
    """A record without what is its station's own."""
    rounds = [{**one, "commitment": {"size": one["commitment"]["size"]}} for one in tree["rounds"]]
    return {key: value for key, value in tree.items() if key not in OWN} | {"rounds": rounds}


@pytest.fixture
def desk(tmp_path, cheap_keys):
    return Desk(tmp_path)


def test_the_records_of_a_day_are_those_that_are_made_without_a_station(tmp_path, monkeypatch, capsys, cheap_keys):
    """Equal but for salts, keys, times, journal and air gap: a tie, the vote on its run-off, and another contest."""
    (tmp_path / "headless").mkdir()
    headless = Headless(tmp_path / "headless", monkeypatch, capsys)
    people = [person(number, name) for number, name in enumerate(PEOPLE, 1)]
    cards = {"agree": PRESENT, "against": 0, "abstain": 0, "not_voting": 0}
    decisions = [{"after_round": 1, "choice": "run_off"} | cards]
    committee = contest(people, 2, rounds=headless.rounds(C, [TIED, RUN_OFF]), decisions=decisions)
    headless.congress((C, committee), (DELEGATES, [WHOLE]))
    assert headless.seal().status == 0
    desk = Desk(tmp_path, document(C, DELEGATES))
    desk.run_off().vote(WHOLE, DELEGATES)
    desk.make(C).make(DELEGATES)
    here = [record.tree for _, record in records_of(desk.day, desk.service.file)]
    there = [headless.read(path).tree for path in headless.records()]
    assert [*map(alike, here)] == [*map(alike, there)]
    assert [kept.file for kept, _ in records_of(desk.day, desk.service.file)] == [
        path.removeprefix("out/") for path in headless.records()
    ]


def test_a_record_says_how_far_the_journal_had_come_and_what_was_seen_of_the_air_gap(desk):
    desk.vote(WHOLE)
    desk.do(NoteAirGap(broken={"swap": "zram0 is used for swap"}))
    head, length = desk.service.head, desk.service.length
    desk.make()
    tree = desk.record().tree
    assert tree["journal"] == {"head": head.hex(), "length": length}
    assert tree["air_gap"] == [
        {"check": "interfaces", "clear": True, "seen": None},
        {"check": "swap", "clear": False, "seen": "zram0 is used for swap"},
    ]


def test_nothing_is_due_twice(desk):
    desk.vote(WHOLE)
    assert len(due_of(desk.day, C, ())) == 1
    desk.make()
    assert due_of(desk.day, C, [desk.record()]) == ()
    assert due_of(desk.day, C, []) != ()


def test_papers_are_named_by_batch_and_place(desk):
    desk.run_off()
    state = desk.day.contest(C)
    assert state.round is None, "what is asked for is that of rounds that are closed"
    assert len(state.sizes) == 2
    ids = paper_ids(state.sizes[0])
    assert len(ids) == len(TIED) == PRESENT
    assert (ids[0], ids[7], ids[8], ids[-1]) == ("T1-1", "T1-8", "T2-1", "T3-5")


def test_a_record_is_made_without_reading_the_journal_again(desk, monkeypatch):
    desk.vote(WHOLE)
    monkeypatch.setattr(type(desk.service), "history", lambda _: pytest.fail("it folds the whole day again"))
    desk.make()


def test_what_an_auditor_opens_are_the_ballots_and_the_finding_list_tells_their_papers(desk):
    desk.run_off().make()
    first, second = desk.day.contest(C).kept
    for kept, struck in ((first, TIED), (second, RUN_OFF)):
        [name] = [name for name in kept.files if name.endswith(".ballots.age")]
        plain = sealed.unseal(desk.service.file(name), sealed.private_of_seed(seed_of(AUDITOR)))
        ballots = [commitment.read_ballot(one).struck for one in commitment.read(plain).ballots]
        lists = finding_lists(kept, desk.service.file, open_key(desk.key(STATION), PASSPHRASE))
        [rows] = [text.decode().splitlines()[1:] for text in lists.values()]
        ids = dict(zip(paper_ids(desk.day.contest(C).sizes[kept.rounds - 1]), struck, strict=True))
        assert [set(ids[row.split(",")[1]]) for row in rows] == [set(one) for one in ballots]
        assert [int(row.split(",")[0]) for row in rows] == [*range(len(struck))]


def test_a_finding_list_lies_locked_in_the_journal_and_is_none_of_the_files_of_the_record(desk):
    desk.vote(WHOLE).make()
    [kept] = desk.day.contest(C).kept
    [stem] = [name.removesuffix(".ballots.age") for name in kept.files if name.endswith(".ballots.age")]
    assert not any("finding" in name for name in kept.files)
    data = desk.service.file(stem + FINDING_LIST)
    assert b"T1-1" not in data
    with pytest.raises(Refused, match="not_for_this_key"):
        sealed.unseal(data, sealed.private_of_seed(seed_of(AUDITOR)))


def test_the_files_of_a_record_are_named_in_the_journal_by_their_hashes(desk):
    desk.vote(WHOLE).make()
    [kept] = desk.day.contest(C).kept
    assert sorted(name.split(".", 1)[1] for name in kept.files) == ["ballots.age", "record", "trust"]
    for name, hashed in kept.files.items():
        assert sha256(desk.service.file(name)).hexdigest() == hashed
    assert desk.service.file(STATION_KEY) == desk.key(STATION).data
    assert STATION_KEY not in kept.files, "the station's key never leaves with the records"


def test_ballots_on_tally_sheets_are_not_committed(desk):
    desk.sheets({1: 8, 2: 6, 3: 2}).make()
    assert desk.record().commitments == (None,)
    assert [name for name in desk.day.contest(C).kept[0].files if name.endswith(".age")] == []
    assert finding_lists(desk.day.contest(C).kept[0], desk.service.file, open_key(desk.key(STATION), PASSPHRASE)) == {}


def test_a_later_round_rests_on_what_the_first_record_committed_to(desk):
    """The plain ballots of a record's rounds may be gone when the next is made."""
    desk.vote(TIED).make().sign()
    root = desk.record().commitments[0].root
    desk.finish()
    desk.do(DestroyBallots(contest=C, entries=desk.service.entries_with_ballots(C)), BINH)
    desk.decide_run_off().vote(RUN_OFF).make()
    assert desk.record().commitments[0].root == root


def test_a_record_that_is_not_what_was_kept_is_refused(desk):
    desk.vote(WHOLE).make()

    def other(name):
        data = desk.service.file(name)
        return data.replace(b"2025-02-14", b"2025-02-15") if name.endswith(".record") else data

    with pytest.raises(Refused, match="changed_meanwhile"):
        records_of(desk.day, other)


def test_an_exercise_says_so_in_the_record(tmp_path, cheap_keys):
    desk = Desk(tmp_path, document(mode="training")).vote(WHOLE).make()
    assert desk.record().is_training


def test_the_seed_of_a_key_is_never_shown(desk):
    here = Here(key=open_key(desk.key(STATION), PASSPHRASE), head=b"", length=0, checks=CHECKS)
    assert seed_of(STATION).hex() not in repr(here)
    assert repr(seed_of(STATION)) not in repr(here)
