"""From the command line to a day."""

import json

import pytest

from station import starting
from station.journal.errors import JournalGone
from station.service import Service
from station.session.definition import Define, read_definition
from station.session.denied import Denied
from station.starting import begin_day, journal_path, open_day, start
from station.terminal import Terminal
from tally.faults import BadInput
from tests.station.screens.entry_days import document
from tests.station.worlds import TERMINAL, opened, world

CONGRESS = document().encode()


@pytest.fixture
def ran(monkeypatch, tmp_path):
    """What would be shown, without a terminal: the days and boards that an application was made for."""
    shown = []

    class App:
        return_code = None

        def __init__(self, _world, _words, _terminal, *, opened):
            self.service = opened
            shown.append(opened and opened.length)

        def run(self, *, mouse):
            assert not mouse

    monkeypatch.setattr("station.app.StationApp", App)
    monkeypatch.setattr(starting, "harden", lambda: None)
    monkeypatch.setattr("station.hall.app.show_board", lambda path, _words, _terminal: shown.append(path) or 0)
    monkeypatch.setenv("STATION_HOME", str(tmp_path / "days"))
    return shown


def test_a_congress_file_begins_its_day_and_is_gone_on_with(tmp_path):
    here = world(tmp_path / "days")
    service = begin_day("congress.json", CONGRESS, here)
    length = service.length
    service.close()
    again = begin_day("congress.json", CONGRESS, here)
    assert again.length == length == 1
    again.close()
    name = "VD.1-2025-02-14-tap-huan.journal"
    assert [path.name for path in here.home.iterdir() if path.suffix == ".journal"] == [name]
    assert open_day(here.home / name, here).day.congress.unit.code == "VD.1"


def test_an_exercise_and_the_real_day_never_share_a_journal(tmp_path):
    here = world(tmp_path)
    real, training = (read_definition(document(mode=mode)) for mode in ("real", "training"))
    assert journal_path(real, here) != journal_path(training, here)


def test_a_journal_whose_making_was_cut_short_is_made_anew(tmp_path):
    here = world(tmp_path)
    path = journal_path(read_definition(CONGRESS.decode()), here)
    path.touch()
    assert begin_day("congress.json", CONGRESS, here).length == 1


def test_a_day_that_was_cut_short_before_it_knew_its_congress_learns_it(tmp_path):
    here = world(tmp_path)
    opened(tmp_path, name=journal_path(read_definition(CONGRESS.decode()), here).name).close()
    assert begin_day("congress.json", CONGRESS, here).day.congress.unit.code == "VD.1"


TOML = """
schema = "congress/1"
regulation = "190-QĐ/TW"
mode = "training"
unit = {code = "VD.1", name = "Chi bộ ví dụ", level = "cell"}
congress = {name = "Đại hội", term = "2025-2030", place = "Ví dụ", date = 2025-02-14}
board = [{name = "Hoàng Trưởng", role = "head"}]
meetings = [{id = "m", kind = "members", roll = {present = 5}}]
contests = []
"""


def test_a_congress_file_in_toml_is_a_congress_file(tmp_path):
    assert begin_day("congress.toml", TOML.encode(), world(tmp_path)).day.congress.unit.name == "Chi bộ ví dụ"


def test_a_file_with_faults_or_with_rounds_begins_nothing(tmp_path):
    here = world(tmp_path / "days")
    with pytest.raises(BadInput):
        begin_day("congress.json", b"{}", here)
    with pytest.raises(BadInput, match="repeated_key"):
        begin_day("congress.json", CONGRESS.replace(b'"mode"', b'"mode": "real", "mode"', 1), here)
    voted = json.loads(CONGRESS)
    voted["contests"][0]["rounds"] = [
        {"number": 1, "purpose": "first", "issued": 1, "collected": 1, "ballots": "bch-1.csv"}
    ]
    with pytest.raises(Denied, match="has_rounds"):
        begin_day("congress.json", json.dumps(voted).encode(), here)
    assert not here.home.exists()


def test_the_station_opens_the_file_that_is_named(ran, tmp_path):
    path = tmp_path / "congress.json"
    path.write_bytes(CONGRESS)
    assert start([str(path)], TERMINAL) == 0
    assert ran == [1]


def test_a_journal_is_gone_on_with_by_its_own_name(ran, tmp_path):
    begin_day("congress.json", CONGRESS, world(tmp_path)).close()
    assert start([str(next(tmp_path.glob("*.journal")))], TERMINAL) == 0
    assert ran == [1]


def test_without_a_file_a_day_is_chosen(ran):
    assert start(["--lang", "en"], TERMINAL) == 0
    assert ran == [None]


def test_the_hall_has_a_screen_of_its_own(ran):
    assert start(["board", "board.json"], TERMINAL) == 0
    assert ran == ["board.json"]


def test_the_board_without_a_file_is_that_of_the_stations_own_folder(ran, monkeypatch, tmp_path):
    monkeypatch.setenv("STATION_HOME", str(tmp_path))
    assert start(["board"], TERMINAL) == 0
    assert ran == [str(tmp_path / "board.json")]


@pytest.mark.parametrize("line", [["a", "b"], ["--help"], ["-x"]])
def test_any_other_line_is_told_how_it_goes(line, ran, capsys):
    assert start(line, TERMINAL) == 2
    assert "station [" in capsys.readouterr().err
    assert ran == []


def test_what_cannot_be_opened_is_said_in_a_sentence(ran, tmp_path, capsys):
    assert start([str(tmp_path / "none.json")], TERMINAL) == 2
    assert "Traceback" not in capsys.readouterr().err
    assert start([str(tmp_path / "none.journal")], TERMINAL) == 2
    assert capsys.readouterr().err.strip()
    assert ran == []


def test_a_terminal_that_cannot_show_it_is_told_so(ran, capsys):
    assert start([], Terminal(themes=("plain",), fault="widget.terminal.not_utf8")) == 2
    assert capsys.readouterr().err.strip()
    assert ran == []


def test_whoever_types_for_the_first_time_gets_the_training_congress(ran, tmp_path):
    assert start(["train"], TERMINAL) == 0
    assert ran == [1]
    assert next((tmp_path / "days").glob("*.journal")).name.endswith("-tap-huan.journal")


@pytest.mark.parametrize("line", [["log", "không-có.journal"], ["không-có.journal"], ["log", "nhầm"]])
def test_a_journal_that_is_not_there_is_not_said_to_have_been_drawn_out(ran, capsys, line):
    assert start([*line, "--lang", "vi"], TERMINAL) == 2
    said = capsys.readouterr().err
    assert said.startswith(f"Không thấy tệp nhật ký {line[-1]}.")
    assert "USB" not in said
    assert ran == []


def test_what_is_wrong_with_all_of_a_file_names_the_file(ran, capsys):
    assert start(["khong-co.json", "--lang", "vi"], TERMINAL) == 2
    assert capsys.readouterr().err.startswith("khong-co.json: ")


def test_the_log_is_written_for_the_printer(ran, tmp_path, capsys):
    begin_day("congress.json", CONGRESS, world(tmp_path)).close()
    assert start(["log", str(next(tmp_path.glob("*.journal"))), "--lang", "vi"], TERMINAL) == 0
    assert "NHẬT KÝ NHẬP PHIẾU" in capsys.readouterr().out
    assert ran == []


def test_a_file_that_says_the_same_in_other_letters_goes_on_with_its_day(tmp_path):
    here = world(tmp_path)
    begin_day("congress.json", CONGRESS, here).close()
    again = begin_day("congress.json", json.dumps(json.loads(CONGRESS), indent=1).encode(), here)
    assert again.length == 1


def test_a_corrected_file_does_not_go_on_with_the_day_in_silence(ran, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("STATION_HOME", str(tmp_path))
    begin_day("congress.json", CONGRESS, world(tmp_path)).close()
    path = tmp_path / "congress.json"
    path.write_bytes(CONGRESS.replace("Lê Thị An".encode(), "Lê Thị Ân".encode()))
    assert start([str(path), "--lang", "vi"], TERMINAL) == 2
    said = capsys.readouterr().err
    (journal,) = tmp_path.glob("*.journal")
    assert "nội dung khác tệp vừa mở" in said
    assert str(journal) in said
    assert ran == []
    assert open_day(journal, world(tmp_path)).length == 1


def test_a_file_that_the_day_has_become_or_once_was_goes_on_with_it(tmp_path):
    here = world(tmp_path)
    corrected = CONGRESS.replace("Lê Thị An".encode(), "Lê Thị Ân".encode())
    service = begin_day("congress.json", CONGRESS, here)
    service.submit(Define(document=corrected.decode()))
    service.close()
    for known in (CONGRESS, corrected):
        again = begin_day("congress.json", known, here)
        assert next(one.name for one in again.day.contest("bch").contest.candidates) == "Lê Thị Ân"
        again.close()


def test_where_no_day_can_be_kept_it_is_a_sentence(ran, tmp_path, capsys, monkeypatch):
    (tmp_path / "file").touch()
    monkeypatch.setenv("STATION_HOME", str(tmp_path / "file" / "days"))
    path = tmp_path / "congress.json"
    path.write_bytes(CONGRESS)
    assert start([str(path), "--lang", "vi"], TERMINAL) == 2
    told = " ".join(capsys.readouterr().err.split())
    assert f"Không tạo được nhật ký trong thư mục {tmp_path / 'file' / 'days'}" in told
    assert ran == []


def test_a_journal_that_cannot_be_let_go_any_more_ends_nothing_in_a_traceback(ran, tmp_path, monkeypatch):
    def gone(_service):
        raise JournalGone("day.journal")

    begin_day("congress.json", CONGRESS, world(tmp_path)).close()
    monkeypatch.setattr(Service, "close", gone)
    assert start([str(next(tmp_path.glob("*.journal")))], TERMINAL) == 0


def test_where_the_program_itself_fails_a_sentence_says_so_and_shows_nothing_that_was_typed(ran, capsys, monkeypatch):
    def fails(_terminal):
        raise ValueError("4711")

    monkeypatch.setattr(starting, "real_world", fails)
    assert start(["--lang", "vi"], TERMINAL) == 1
    said = capsys.readouterr().err
    assert said.startswith("Chương trình gặp lỗi ngoài dự kiến và đã dừng (ValueError, station.starting:")
    assert "4711" not in said
    assert "Traceback" not in said


def test_whoever_interrupts_it_before_it_has_a_screen_reads_no_traceback(ran, capsys, monkeypatch):
    def interrupted(_home):
        raise KeyboardInterrupt

    monkeypatch.setattr(starting, "real_world", interrupted)
    assert start([], TERMINAL) == 130
    assert not capsys.readouterr().err


def test_a_record_is_sent_by_its_name(monkeypatch, ran):
    monkeypatch.setattr("station.transfer.app.show_transfer", lambda path, _words, _terminal: ran.append(path) or 0)
    assert starting.start(["transfer", "1.record"], Terminal(themes=("night",))) == 0
    assert ran == ["1.record"]
