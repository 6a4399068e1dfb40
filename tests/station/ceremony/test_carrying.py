"""What is said to be on a stick has come back from it, and was verified from there."""

from datetime import date

import pytest

from station.ceremony import carrying
from station.ceremony.carrying import carry, day_files, minutes, others, proved
from station.sticks import Code, StickError
from station.sticks import copying as copying_room
from tally.congress import Mode
from tally.deadlines import kept_until
from tally.papers.engine import NotPrintable
from tally.record.refusal import Refused
from tally.words import Lang, Words
from tests.cli.made import process
from tests.cli.sealed import WHOLE
from tests.station.ceremony.days import CUC, DELEGATES, HEAD, PIN_OF_TRUST, C, Desk, document, hashes, stick


@pytest.fixture
def desk(tmp_path, cheap_keys):
    return Desk(tmp_path).vote(WHOLE).make().sign()


def carried(desk, onto, **given):
    return carry(day_files(desk.day, desk.service.file), onto, desk.day, desk.trusted, **given)


def test_a_whole_ceremony_ends_in_records_that_anybody_can_verify(tmp_path, cheap_keys):
    """Two contests, a tie and its run-off; the command of its own process says the same of the stick."""
    desk = Desk(tmp_path, document(C, DELEGATES)).run_off().vote(WHOLE, DELEGATES)
    desk.make(C).sign().make(DELEGATES).sign(HEAD, CUC, contest=DELEGATES)
    one = carried(desk, stick(tmp_path, "A"))
    assert [*one.verified] == ["001-bch-1.record", "002-bch-2.record", "003-db-1.record"]
    assert all(one.is_valid(name) for name in one.verified)
    assert one.failed([*one.verified]) == ()
    paths = [one.folder / name for name in one.verified]
    answer = process("verify", *paths, "--trust", one.folder / "trust-1.trust", "--pin", PIN_OF_TRUST)
    assert (answer.status, answer.err) == (0, "")


def test_what_is_noted_is_what_came_back(desk, tmp_path):
    onto, told = stick(tmp_path, "A"), []
    one = carried(desk, onto, tell=told.append)
    assert one.copied.stick == "id-A"
    assert one.copied.files == hashes({path.name: path.read_bytes() for path in one.folder.iterdir()})
    assert told == [1, 2, 3]
    desk.do(one.copied)
    assert desk.day.contest(C).kept[0].sticks == {"id-A"}


def test_a_record_with_too_few_signatures_is_told(tmp_path, cheap_keys):
    desk = Desk(tmp_path).vote(WHOLE).make().sign(HEAD)
    one = carried(desk, stick(tmp_path, "A"))
    [name] = one.verified
    assert not one.is_valid(name)
    assert [check.code for check in one.failed([name])] == ["threshold"]


def test_a_record_that_comes_back_changed_is_not_valid(desk):
    files = day_files(desk.day, desk.service.file)
    name = next(name for name in files if name.endswith(".record"))
    assert b'"valid": 18' in files[name]
    files[name] = files[name].replace(b'"valid": 18', b'"valid": 19')
    assert not all(check.ok for check in proved(files, PIN_OF_TRUST, Mode.REAL)[name].checks)


def test_the_check_has_no_other_trust_file_than_the_one_on_the_stick(desk):
    files = {name: data for name, data in day_files(desk.day, desk.service.file).items() if ".trust" not in name}
    with pytest.raises(Refused, match="no_trust"):
        proved(files, PIN_OF_TRUST, Mode.REAL)


def test_a_record_of_an_exercise_never_passes_for_a_real_one(tmp_path, cheap_keys):
    desk = Desk(tmp_path, document(mode="training")).vote(WHOLE).make().sign()
    one = carried(desk, stick(tmp_path, "A"))
    assert one.folder.name.startswith("TAP-HUAN-")
    assert all(one.is_valid(name) for name in one.verified)
    [checked] = proved(one.files, PIN_OF_TRUST, Mode.REAL).values()
    assert [check.code for check in checked.checks if not check.ok] == ["mode"]


def test_nothing_is_written_over_another_signature_makes_another_folder(desk, tmp_path):
    onto = stick(tmp_path, "A")
    first = carried(desk, onto)
    assert carried(desk, onto).folder == first.folder, "the same again is there already"
    before = {path.name: path.read_bytes() for path in first.folder.iterdir()}
    desk.sign(CUC)
    second = carried(desk, onto)
    assert second.folder.name == f"{first.folder.name}-2"
    assert {path.name: path.read_bytes() for path in first.folder.iterdir()} == before
    assert {path.name for path in second.folder.iterdir()} == {*before}


def test_where_every_folder_is_taken_it_says_so(desk, tmp_path, monkeypatch):
    monkeypatch.setattr("station.ceremony.carrying.MOST_FOLDERS", 3)
    onto, files = stick(tmp_path, "A"), {"x.txt": b"1"}
    for text in (b"2", b"3"):
        carry({**day_files(desk.day, desk.service.file), "x.txt": text}, onto, desk.day, desk.trusted)
    with pytest.raises(StickError) as error:
        carry({**day_files(desk.day, desk.service.file), **files}, onto, desk.day, desk.trusted)
    assert error.value.code is Code.EXISTS_OTHER


def test_a_stick_that_fails_says_what_is_on_it(desk, tmp_path, monkeypatch):
    put, done = copying_room.disk.put, []

    def failing(path, data, **given):
        if len(done) == 1:
            raise OSError(28, "full")
        done.append(path)
        put(path, data, **given)

    monkeypatch.setattr(copying_room.disk, "put", failing)
    with pytest.raises(StickError) as error:
        carried(desk, stick(tmp_path, "A"))
    assert error.value.code is Code.FULL
    assert (len(error.value.whole), len(error.value.rest)) == (1, 2)


def test_the_minutes_are_those_that_the_command_proves(desk, tmp_path):
    one = carried(desk, stick(tmp_path, "A"))
    [(name, data)] = minutes(desk.day, desk.service.file, Words(Lang.VI)).items()
    assert name == "minutes-bch-1.pdf"
    (tmp_path / name).write_bytes(data)
    answer = process("papers", one.folder / "001-bch-1.record", "--check", tmp_path / name)
    assert answer.status == 0, answer.err


def test_minutes_that_cannot_be_drawn_are_the_page_that_the_command_shows(desk, tmp_path, monkeypatch):
    def without_a_letter(paper):
        raise NotPrintable("no_letter", text=paper.name)

    monkeypatch.setattr(carrying, "pdf", without_a_letter)
    one = carried(desk, stick(tmp_path, "A"))
    [(name, text)] = minutes(desk.day, desk.service.file, Words(Lang.VI)).items()
    answer = process("show", one.folder / "001-bch-1.record", "--lang", "vi", env={"COLUMNS": "90"})
    assert (name, answer.status) == ("001-bch-1.txt", 0)
    assert text.decode().split() == answer.out.split()


def test_two_parts_of_one_medium_are_one_place(tmp_path):
    first, same = stick(tmp_path, "A", disk="sdb"), stick(tmp_path, "A2", disk="sdb")
    other = stick(tmp_path, "B", disk="sdc")
    assert others(first, (first, same, other)) == (other,)
    assert others(first, (same, other)) == (same, other), "the first is drawn out: its medium's name is free again"


@pytest.mark.parametrize(
    ("sealed", "until"),
    [
        ("2025-02-14", "2025-08-14"),
        ("2025-07-01", "2026-01-01"),
        ("2025-08-31", "2026-02-28"),
        ("2027-08-31", "2028-02-29"),
        ("2025-12-31", "2026-06-30"),
        ("2025-06-30", "2025-12-30"),
    ],
)
def test_papers_are_kept_for_six_months(sealed, until):
    """R15: to the day of the same number, or the last of a month that has none."""
    assert kept_until(date.fromisoformat(sealed)) == date.fromisoformat(until)
