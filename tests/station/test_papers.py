"""The papers that a day offers: those of its records first, and none of them twice."""

import pytest

from station import papers
from station.papers import log_file, papers_of
from tally.papers.engine import NotPrintable
from tally.words import Lang, Words
from tests.cli.conftest import cheap_keys
from tests.cli.sealed import WHOLE
from tests.station.ceremony.days import DELEGATES, C, Desk, document

__all__ = ["cheap_keys"]
VI = Words(Lang.VI)


def names(desk, contest=None):
    return [one.paper.name for one in papers_of(desk.service, VI, contest)]


@pytest.fixture
def desk(tmp_path, cheap_keys):
    return Desk(tmp_path, document(C, DELEGATES))


def test_before_any_record_there_are_the_ballots_of_each_contest(desk):
    assert {"ballot-a4-bch-1", "ballot-a4-db-1"} <= {*names(desk)}
    assert not [name for name in names(desk) if name.startswith("minutes")]
    assert all("-db-" not in name for name in names(desk, C))


def test_what_the_board_signs_stands_first_and_nothing_stands_twice(desk):
    desk.vote(WHOLE).make()
    assert names(desk, C)[0].startswith(("minutes-", "result-report-", "sealing-label-"))
    for contest in (C, None):
        assert len(names(desk, contest)) == len({*names(desk, contest)})


def test_the_log_is_one_of_the_papers_of_the_day_and_of_no_contest(desk):
    desk.vote(WHOLE)
    [of_journal] = [one for one in papers_of(desk.service, VI, None) if one.source == "journal"]
    assert of_journal.paper.name == f"entry-log-{desk.service.length:06}"
    assert not [one for one in papers_of(desk.service, VI, C) if one.source == "journal"]


def test_a_log_that_cannot_be_drawn_is_a_page_of_text(desk, monkeypatch):
    name, data = log_file(desk.service, VI)
    assert (name, data[:5]) == (f"entry-log-{desk.service.length:06}.pdf", b"%PDF-")

    def without_a_letter(paper):
        raise NotPrintable("no_letter", text=paper.name)

    monkeypatch.setattr(papers, "pdf", without_a_letter)
    name, data = log_file(desk.service, VI)
    assert name == f"entry-log-{desk.service.length:06}.txt"
    assert "NHẬT KÝ NHẬP PHIẾU" in data.decode()


def test_papers_on_all_records_are_of_the_whole_day(desk):
    desk.vote(WHOLE).make()
    of_contest = {*names(desk, C)}
    assert [name for name in names(desk) if name.startswith("request-")]
    assert not [name for name in of_contest if name.startswith("request-")]
    assert of_contest <= {*names(desk)}
