"""What a day can begin with: journals, the one written last first; congress files and lists, here and on sticks."""

import json
import os

import pytest

from station import spelling
from station.days import as_mode, congresses, days, lists, load, places
from station.journal.database import Draft, Journal
from station.service import Service
from station.session import Happened
from station.session.people import PersonSignedOut
from station.sticks import Stick, StickError
from tally.congress import Mode
from tally.faults import BadInput
from tally.files.congress_file import read_congress
from tally.record import canonical
from tests.station.screens.entry_days import document
from tests.station.worlds import known_chance, opened


def stick(home, label="BAN", **files):
    """A stick with files on it, which is a folder."""
    path = home / f"stick {label}"
    path.mkdir()
    for name, text in files.items():
        (path / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return Stick(
        path=path,
        id=label,
        label=label,
        free=10**9,
        read_only=False,
        device="/dev/sdb1",
        disk="sdb",
        filesystem=os.stat(path).st_dev,
    )


def codes(home):
    return [(one.path.name, one.trouble.code if one.trouble else None) for one in days(home)]


def begun(home, name, *, mode="real"):
    service = opened(home, document(mode=mode), name=name)
    service.close()


def written_at(path, seconds):
    os.utime(path, (seconds, seconds))


def test_the_day_written_last_comes_first_and_says_whose_it_is(tmp_path):
    begun(tmp_path, "a.journal")
    begun(tmp_path, "b.journal", mode="training")
    written_at(tmp_path / "a.journal", 2000)
    written_at(tmp_path / "b.journal", 1000)
    found = days(tmp_path)
    assert [one.path.name for one in found] == ["a.journal", "b.journal"]
    assert [one.congress.mode for one in found] == [Mode.REAL, Mode.TRAINING]
    assert {one.congress.unit.name for one in found} == {"Đảng bộ ví dụ"}
    assert [one.path.name for one in days(tmp_path)] == ["a.journal", "b.journal"], "looking changes no order"


def test_what_stands_in_the_log_beside_a_journal_is_the_last_word(tmp_path):
    begun(tmp_path, "a.journal")
    begun(tmp_path, "b.journal")
    written_at(tmp_path / "a.journal", 1000)
    written_at(tmp_path / "b.journal", 2000)
    (tmp_path / "a.journal-wal").write_bytes(b"x" * 32)
    written_at(tmp_path / "a.journal-wal", 3000)
    assert days(tmp_path)[0].path.name == "a.journal"


def test_looking_into_a_journal_leaves_it_as_it_was(tmp_path):
    begun(tmp_path, "a.journal")
    before = (tmp_path / "a.journal").read_bytes()
    days(tmp_path)
    assert (tmp_path / "a.journal").read_bytes() == before
    journal = Journal.open(str(tmp_path / "a.journal"), random=known_chance())
    assert Service(journal, lambda: "2025-02-14T09:31").day.congress is not None
    journal.close()


def test_what_cannot_be_opened_stands_behind_with_why(tmp_path):
    begun(tmp_path, "a.journal")
    (tmp_path / "b.journal").write_bytes(b"nothing of a journal" * 40)
    (tmp_path / "c.journal").write_bytes(b"")
    Journal.make(str(tmp_path / "d.journal"), random=known_chance()).close()
    (tmp_path / "e.journal").mkdir()
    (tmp_path / "f.txt").write_text("x")
    for place, name in enumerate("abcd"):
        written_at(tmp_path / f"{name}.journal", 1000 + place)
    assert codes(tmp_path) == [
        ("a.journal", None),
        ("d.journal", "journal_unfinished"),
        ("c.journal", "journal_unfinished"),
        ("b.journal", "not_a_journal"),
    ]


def test_a_day_that_is_open_elsewhere_says_so(tmp_path):
    service = opened(tmp_path, document())
    try:
        assert codes(tmp_path) == [("day.journal", "journal_locked")]
    finally:
        service.close()
    assert codes(tmp_path) == [("day.journal", None)]


def test_a_journal_of_another_version_is_there_without_a_name(tmp_path):
    journal = Journal.make(str(tmp_path / "a.journal"), random=known_chance())
    journal.append([Draft(body=canonical.write({"schema": "act/2"}))])
    journal.close()
    [one] = days(tmp_path)
    assert (one.congress, one.trouble) == (None, None)


def test_a_journal_that_begins_otherwise_has_no_name(tmp_path):
    service = opened(tmp_path, name="a.journal")
    service.close()
    journal = Journal.open(str(tmp_path / "a.journal"), random=known_chance())
    journal.append([Draft(body=_other_event())])
    journal.close()
    assert days(tmp_path)[0].congress is None


def _other_event():
    return spelling.spelled(Happened(event=PersonSignedOut(), at="2025-02-14T09:31"))[0]


def test_no_folder_has_no_days_and_no_files(tmp_path):
    assert days(tmp_path / "none") == ()
    assert congresses(places(tmp_path / "none", ())) == ()


def test_congress_files_are_told_from_other_documents_and_what_cannot_be_read_may_be_one(tmp_path):
    (tmp_path / "a.json").write_text(document(), encoding="utf-8")
    (tmp_path / "count.json").write_text('{"schema": "count/1"}')
    (tmp_path / "odd.json").write_text('{"schema": "congress/1", "unit": 3, "congress": {"date": "x"}, "mode": []}')
    (tmp_path / ".hidden.json").write_text(document())
    event = '[unit]\nname = "Chi bộ Tây"\n[congress]\nname = "ĐH"\ndate = 2025-02-08\n'
    toml = f'schema = "congress/1"\nmode = "real"\n{event}'
    usb = stick(tmp_path, **{"b.toml": toml, "c.JSON": "{", "d.txt": "x", "e.json": b"\xff"})
    found = congresses(places(tmp_path, [usb]))
    assert [(one.found.place.stick, one.found.name, one.unit, one.name, str(one.day), one.mode) for one in found] == [
        (None, "a.json", "Đảng bộ ví dụ", "Đại hội ví dụ", "2025-02-14", Mode.TRAINING),
        (None, "odd.json", "", "", "None", None),
        ("BAN", "b.toml", "Chi bộ Tây", "ĐH", "2025-02-08", Mode.REAL),
        ("BAN", "c.JSON", "", "", "None", None),
        ("BAN", "e.json", "", "", "None", None),
    ]


def test_spreadsheets_are_found_by_their_names_and_read_from_the_stick(tmp_path):
    usb = stick(tmp_path, **{"danh sách.CSV": "x", "~$khóa.xlsx": "x", "cũ.xls": "x", "đh.docx": "x"})
    found = lists(places(tmp_path, [usb]))
    assert [one.name for one in found] == ["cũ.xls", "danh sách.CSV"]
    assert load(found[1]) == b"x"
    (usb.path / "cũ.xls").unlink()
    with pytest.raises(StickError, match="missing"):
        load(found[0])


def test_a_congress_file_is_for_real_or_an_exercise_as_it_is_chosen():
    for mode in Mode:
        data = as_mode("x.json", document(mode="training").encode(), mode)
        assert read_congress("x.json", data).congress.mode is mode


def test_a_key_that_stands_twice_is_not_lost_on_the_way():
    """What is written again would have it once, and nobody would know which of the two was meant."""
    twice = document().replace('"mode": "training"', '"mode": "training", "regulation": "244-QĐ/TW"', 1)
    with pytest.raises(BadInput) as caught:
        as_mode("x.json", twice.encode(), Mode.REAL)
    assert [fault.code for fault in caught.value.faults] == ["repeated_key"]
    assert json.loads(document())["mode"] == "training"
