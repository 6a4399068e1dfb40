"""The plain ballots are destroyed for good, in one act that the chain keeps, and nothing else is."""

import random

import apsw
import pytest

from station.journal.database import Draft, Journal
from station.journal.errors import JournalError, JournalFull
from tally.record import canonical
from tally.record.refusal import Refused
from tests.station.journal.journals import CHANCE, connections, draft, left_by_a_kill, made, opened
from tools.fault_disk import Watch, watched
from tools.fault_worker import marker


def refusal(call, *given):
    with pytest.raises(Refused) as caught:
        call(*given)
    return str(caught.value)


def in_the_files(folder, numbers):
    """Say of which entries the secret stands in any file."""
    data = b"".join(file.read_bytes() for file in folder.iterdir())
    return [number for number in numbers if marker(number) in data]


def filled(folder, seed):
    """Make a journal of some two hundred ballots of all lengths; give it, and how many there are."""
    chance = random.Random(seed)
    journal = Journal.make(str(folder / "journal.db"), random=chance.randbytes)
    drafts = []
    for number in range(1, 201):
        secret = marker(number) * (chance.choice([40, 60, 200, 400, 900, 1500, 6000]) // len(marker(number)) + 1)
        body = canonical.write({"number": number, "pad": "p" * chance.randrange(300)})
        drafts.append(Draft(body=body, secret=secret))
    for start in range(0, 200, 4):
        journal.append(drafts[start : start + 4])
    return journal, range(1, 201)


def test_what_was_destroyed_is_gone_and_the_chain_says_why(tmp_path):
    journal = opened(
        made(tmp_path, draft("mở"), draft("nhập", "một".encode()), draft("nhập", b"hai"), draft("nhập", b"ba"))
    )
    before = [stored.entry for stored in journal.read()]
    entry = journal.destroy([4, 2], draft("hủy", "lý do".encode(), biên_bản=b"file"))
    after = list(journal.read())
    assert [stored.secret for stored in after] == [None, None, b"hai", None, "lý do".encode()]
    assert [stored.entry for stored in after] == [*before, entry]
    assert (journal.head, journal.file("biên_bản")) == (entry.hash, b"file")
    journal.close()
    assert list(opened(journal.path).read()) == after


def test_the_journal_goes_on_and_more_may_be_destroyed(tmp_path):
    journal = opened(made(tmp_path, draft("mở"), draft("nhập", "một".encode()), draft("nhập", b"hai")))
    journal.destroy([2], draft("hủy"))
    journal.append([draft("nhập", b"ba")])
    journal.destroy([3, 5], draft("hủy"))
    assert [stored.secret for stored in journal.read()] == [None] * 6
    journal.close()
    assert opened(journal.path).length == 6


def test_only_a_secret_that_is_there_can_be_destroyed_and_once(tmp_path):
    journal = opened(made(tmp_path, draft("mở"), draft("nhập", "một".encode()), draft("nhập", b"")))
    assert refusal(journal.destroy, [2, 1], draft("hủy")) == "no_secret number=1"
    assert refusal(journal.destroy, [2, 9], draft("hủy")) == "no_secret number=9"
    assert refusal(journal.destroy, [2, 3, 2], draft("hủy")) == "no_secret number=2"
    assert refusal(journal.destroy, [2], Draft(body=b"{}")) == "not_canonical line=2"
    assert [stored.secret for stored in journal.read()] == [None, "một".encode(), b""]
    journal.destroy([2], draft("hủy"))
    assert refusal(journal.destroy, [2], draft("hủy")) == "no_secret number=2"
    assert journal.length == 4


def test_to_destroy_nothing_is_an_entry_like_another(tmp_path):
    journal = opened(made(tmp_path, draft("mở"), draft("nhập", "một".encode())))
    assert journal.destroy([], draft("hủy")).number == 3
    assert [stored.secret for stored in journal.read()] == [None, "một".encode(), None]


def shuffled(numbers, seed):
    """Give nine in ten, in an order that makes SQLite move what is still to be deleted."""
    doomed = [number for number in numbers if number % 10]
    random.Random(seed).shuffle(doomed)
    return doomed


@pytest.mark.parametrize("seed", range(12))
def test_no_byte_of_it_stays_in_any_file(tmp_path, quick, seed):
    """Nor what SQLite had copied while it moved its pages; for some of these the zeros of secure_delete miss it."""
    journal, numbers = filled(tmp_path, seed)
    assert in_the_files(tmp_path, numbers) == list(numbers)
    journal.destroy(shuffled(numbers, seed), draft("hủy"))
    spared = [number for number in numbers if number % 10 == 0]
    assert in_the_files(tmp_path, numbers) == spared
    journal.close()
    assert in_the_files(tmp_path, numbers) == spared
    journal = opened(journal.path)
    assert [stored.entry.number for stored in journal.read() if stored.secret] == spared


class Cut(Watch):
    """Looks at what is cut off from a file, and at which files there are."""

    def __init__(self, folder):
        self.folder = folder
        self.cut_off = b""
        self.names = set()

    def do(self, op, call):
        self.names.add(op.name)
        if op.kind == "truncate" and op.name == "journal.db":
            self.cut_off += (self.folder / op.name).read_bytes()[op.offset :]
        return super().do(op, call)


def test_what_the_file_system_gets_back_was_overwritten_first(tmp_path):
    """On a disk that writes in place, the room that the database gives back holds zeros."""
    watch = Cut(tmp_path)
    with watched(watch, tmp_path):
        journal, numbers = filled(tmp_path, 1)
        journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        size = (tmp_path / "journal.db").stat().st_size
        watch.cut_off = b""
        journal.destroy(list(numbers), draft("hủy"))
        assert (tmp_path / "journal.db").stat().st_size < size / 2
        assert len(watch.cut_off) > size / 2
        assert not [number for number in numbers if marker(number) in watch.cut_off]


def test_no_other_file_is_ever_written(tmp_path):
    """VACUUM would copy the ballots that are not destroyed to a file in another folder."""
    watch = Cut(tmp_path)
    with watched(watch, tmp_path):
        journal, numbers = filled(tmp_path, 1)
        journal.destroy([number for number in numbers if number % 2], draft("hủy"))
        journal.close()
    assert watch.names == {"journal.db", "journal.db-wal", "journal.db-journal", ""}


@pytest.mark.parametrize("seed", range(12))
def test_killed_before_it_was_finished_it_is_finished_by_the_next_opening(tmp_path, quick, monkeypatch, seed):
    journal, numbers = filled(tmp_path, seed)
    monkeypatch.setattr(connections, "cleanse", left_by_a_kill_of)
    journal.destroy(shuffled(numbers, seed), draft("hủy"))
    monkeypatch.undo()
    doomed = set(shuffled(numbers, seed))
    assert set(in_the_files(tmp_path, numbers)) & doomed
    opened(journal.path).close()
    assert not set(in_the_files(tmp_path, numbers)) & doomed


def left_by_a_kill_of(connection):
    class Killed:
        _connection = connection

    left_by_a_kill(Killed)


def test_once_finished_it_is_not_done_again(tmp_path, monkeypatch):
    """Else every opening of a large journal would copy it whole."""
    journal = opened(made(tmp_path, draft("nhập", "một".encode()), draft("nhập", b"hai")))
    journal.destroy([1], draft("hủy"))
    journal.destroy([2], draft("hủy"))
    journal.close()
    watch = Cut(tmp_path)
    truncated = []
    monkeypatch.setattr(watch, "do", lambda op, call: truncated.append(op.kind) or call(op.data))
    with watched(watch, tmp_path):
        opened(journal.path).close()
    assert truncated.count("write") == 0


def test_a_failure_while_it_is_finished_closes_the_journal(tmp_path):
    class Full(Watch):
        full = False

        def do(self, op, call):
            if self.full and op.kind == "truncate":
                raise apsw.exception_for(apsw.SQLITE_FULL)
            return super().do(op, call)

    watch = Full()
    with watched(watch, tmp_path):
        path = made(tmp_path, draft("nhập", "một".encode()))
        journal = opened(path)
        watch.full = True
        with pytest.raises(JournalFull):
            journal.destroy([1], draft("hủy"))
        with pytest.raises(JournalError, match=r"^journal_closed"):
            journal.destroy([1], draft("hủy"))
        watch.full = False
        journal = Journal.open(path, random=CHANCE)
        assert [stored.secret for stored in journal.read()] == [None, None]
        journal.close()
