"""The log as a paper for the file: the rows of the page, and ``station log FILE --pdf PDF``."""

import pytest

from station import starting
from station.log import rows, sentence
from station.log.paper import paper
from station.session import Denied
from station.session.people import PersonSignedOut
from station.session.state import Day
from station.starting import begin_day, start
from tally.files.disk import load_bytes
from tests.papers.made import reader, text
from tests.station.exchange.days import (
    BOXES,
    HEAD,
    STRIKE,
    begun,
    day_of,
    document,
    happened,
    started,
    struck,
    typed,
)
from tests.station.log.telling import EN, VI
from tests.station.worlds import TERMINAL, world

HASH = bytes(range(32))


def made(history, words=VI):
    return paper(day_of(history), rows(history), length=len(history), head=HASH, words=words)


def titles(one):
    return [part["title"] for part in one.tree["sections"]]


def told(one):
    return [row for part in one.tree["sections"] for row in part["table"]["rows"]]


def a_day():
    history = begun(2, mode="real")
    history += started(day_of(history), 1, contest=BOXES)
    history += typed(1, [struck(1)] * 2)
    return [*history, happened(PersonSignedOut(), HEAD, at="2025-02-15T00:04")]


@pytest.mark.parametrize("words", [VI, EN])
def test_the_paper_has_the_rows_of_the_page_in_their_order(words):
    history = a_day()
    assert [row[2] for row in told(made(history, words))] == [sentence(row, words) for row in rows(history)]


def test_each_day_and_each_contest_that_the_rows_come_to_has_a_part():
    first = "Ngày 14 tháng 02 năm 2025"
    assert titles(made(a_day())) == [
        first,
        f"{first}. Bầu {STRIKE}",
        f"{first}. Bầu {BOXES}",
        f"{first}. Bầu {STRIKE}",
        f"Ngày 15 tháng 02 năm 2025. Bầu {STRIKE}",
    ]


def test_what_is_done_ballot_by_ballot_is_one_row_with_its_first_and_last_entry():
    [batch] = [row for row in told(made(a_day())) if "nhập tập 1" in row[2]]
    assert batch[:2] == ["13–16", "09:31"]
    assert batch[2] == "Lê Văn Cảnh – nhập tập 1, lần nhập 1: 2 phiếu; xong lúc 09:31."


def test_the_paper_names_its_journal():
    said = text(made(a_day()))
    assert "có 17 mục, từ mục 1 đến mục 17" in said
    assert "00010203 04050607 08090a0b 0c0d0e0f" in said
    assert "TRƯỞNG BAN KIỂM PHIẾU Nguyễn Thị Hạnh NGƯỜI NHẬP PHIẾU" in said


def test_of_no_congress_there_is_no_paper():
    with pytest.raises(Denied, match="no_congress"):
        paper(Day(), (), length=0, head=HASH, words=VI)


def test_rows_of_no_day_and_no_contest_have_no_title():
    one = paper(day_of(a_day()), rows([happened(PersonSignedOut(), at=None)]), length=1, head=HASH, words=VI)
    assert titles(one) == [None]


# The command.


@pytest.fixture
def journal(monkeypatch, tmp_path):
    """The journal of a day, in a folder of its own."""
    monkeypatch.setattr(starting, "harden", lambda: None)
    monkeypatch.setenv("STATION_HOME", str(tmp_path))
    begin_day("congress.json", document().encode(), world(tmp_path)).close()
    return next(tmp_path.glob("*.journal"))


def log(journal, *line):
    return start(["log", str(journal), *map(str, line), "--lang", "vi"], TERMINAL)


def test_the_log_is_written_as_a_pdf(journal, tmp_path, capsys):
    out = tmp_path / "nhat-ky.pdf"
    assert log(journal, "--pdf", out) == 0
    assert capsys.readouterr().out == f"Đã ghi nhật ký vào {out}.\n"
    assert reader(load_bytes(str(out))).metadata.title.startswith("Nhật ký nhập phiếu")


def test_a_file_that_is_there_is_never_overwritten(journal, tmp_path, capsys):
    out = tmp_path / "nhat-ky.pdf"
    out.write_bytes(b"mine")
    assert log(journal, "--pdf", out) == 2
    assert out.read_bytes() == b"mine"
    assert str(out) in capsys.readouterr().err


def test_where_papers_are_not_installed_that_is_said_in_a_sentence(journal, tmp_path, monkeypatch, capsys):
    def nothing():
        raise ModuleNotFoundError(name="typst")

    monkeypatch.setattr("tally.papers.engine.check_engine", nothing)
    assert log(journal, "--pdf", tmp_path / "nhat-ky.pdf") == 2
    said = capsys.readouterr().err
    assert "Máy này chưa cài đủ phần lập giấy tờ: thiếu typst." in said
    assert "Traceback" not in said
    assert not (tmp_path / "nhat-ky.pdf").exists()
    assert log(journal) == 0, "the page of text needs nothing"


def test_a_letter_that_cannot_be_printed_is_named(monkeypatch, tmp_path, capsys):
    monkeypatch.setattr(starting, "harden", lambda: None)
    monkeypatch.setenv("STATION_HOME", str(tmp_path))
    odd = document().replace("Đại hội ví dụ", "Đại hội 漢")
    begin_day("congress.json", odd.encode(), world(tmp_path)).close()
    assert log(next(tmp_path.glob("*.journal")), "--pdf", tmp_path / "x.pdf") == 2
    said = capsys.readouterr().err
    assert "漢" in said
    assert "Traceback" not in said
    assert not (tmp_path / "x.pdf").exists()


@pytest.mark.parametrize("line", [["--pdf"], ["--pdf", "a", "b"], ["--tệp", "a"], ["a.pdf"]])
def test_any_other_line_is_told_how_it_goes(journal, line, capsys):
    assert log(journal, *line) == 2
    assert "station log TỆP.journal [--pdf TỆP.pdf]" in capsys.readouterr().err


def test_the_journal_can_be_opened_again_afterwards(journal, tmp_path):
    for name in ("1.pdf", "2.pdf"):
        assert log(journal, "--pdf", tmp_path / name) == 0
    assert (tmp_path / "1.pdf").read_bytes() == (tmp_path / "2.pdf").read_bytes()
