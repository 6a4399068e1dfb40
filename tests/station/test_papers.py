"""The papers that a day offers: those of its records first, and none of them twice."""

import pytest

from station import papers
from station.papers import log_file, papers_of
from station.session.box import CountBox, StartEntry
from station.session.decision import Decide
from station.session.round import Way
from tally.contest import Choice
from tally.papers.engine import NotPrintable
from tally.words import Lang, Words
from tests.cli.conftest import cheap_keys
from tests.cli.sealed import WHOLE
from tests.station.ceremony.days import DELEGATES, C, Desk
from tests.station.ceremony.days import document as ceremony_document
from tests.station.screens.entry_days import HEAD, STRIKE, Days, box, document, struck

__all__ = ["cheap_keys"]
VI = Words(Lang.VI)


def names(desk, contest=None):
    return [one.paper.name for one in papers_of(desk.service, VI, contest)]


@pytest.fixture
def desk(tmp_path, cheap_keys):
    return Desk(tmp_path, ceremony_document(C, DELEGATES))


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
    name, data = log_file(desk.service, VI)()
    assert (name, data[:5]) == (f"entry-log-{desk.service.length:06}.pdf", b"%PDF-")

    def without_a_letter(paper):
        raise NotPrintable("no_letter", text=paper.name)

    monkeypatch.setattr(papers, "pdf", without_a_letter)
    name, data = log_file(desk.service, VI)()
    assert name == f"entry-log-{desk.service.length:06}.txt"
    assert "NHẬT KÝ NHẬP PHIẾU" in data.decode()


def test_papers_on_all_records_are_of_the_whole_day(desk):
    desk.vote(WHOLE).make()
    of_contest = {*names(desk, C)}
    assert [name for name in names(desk) if name.startswith("request-")]
    assert not [name for name in of_contest if name.startswith("request-")]
    assert of_contest <= {*names(desk)}


def test_after_a_second_tie_the_ballots_are_those_that_the_body_decided_on(tmp_path):
    """R10, R11: after a second tie nothing follows by itself, so no paper of a next round comes from the record."""
    tied = [*[struck(5)] * 5, *[struck(6)] * 5, *[struck(1)] * 2]
    days = Days(tmp_path, document(present=12))

    def held(ballots):
        days.sit(HEAD)
        if days.day.work(STRIKE).number > 1:
            days.do(CountBox(contest=STRIKE, box=box(12)))
            days.do(StartEntry(contest=STRIKE, way=Way.BALLOTS, batch=12, entries=2))
        days.typed(1, 1, ballots).typed(2, 1, ballots).close()

    def decided(choice):
        days.do(Decide(contest=STRIKE, choice=choice, agree=12, against=0, abstain=0, not_voting=0))

    days.start(papers=12, batch=12)
    held(tied)
    decided(Choice.RUN_OFF)
    held([*[struck(5)] * 6, *[struck(6)] * 6])
    ballots = {one.paper.name: one for one in papers_of(days.service, VI, STRIKE) if one.round == 3}
    assert not [name for name in ballots if name.startswith(("ballot", "tally", "batch"))]
    decided(Choice.FURTHER)
    first = papers_of(days.service, VI, STRIKE)[0]
    assert (first.paper.name, first.round, first.source) == (f"ballot-a4-{STRIKE}-3", 3, "congress")
    assert "Bầu lần thứ 3: bầu tiếp số còn thiếu" in str(first.paper.tree["subject"])
