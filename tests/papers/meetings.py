"""Meetings and contests whose minutes are written: a cell that elects its committee, a congress its delegates."""

from dataclasses import replace

from tests import making
from tests.papers.made import event, totals

CELL = {"present": 22, "absent": 1, "exempt_absent": 2, "excused_whole": 1}
"""26 summoned, 3 of them taken out: 23 are the base, and 12 votes are over half."""
PEOPLE = ("Vũ Minh Khoa", "Đoàn Xuân Dũng", "Lê Hồng Hằng")
"""Not in the order of the given names, which is Dũng, Hằng, Khoa."""


def committee(**given):
    people = [making.candidate(number, name) for number, name in enumerate(PEOPLE, 1)]
    return making.contest(people, 2, **{"id": "chi-uy", "title": "Bầu Chi ủy khóa XII"} | given)


def cell(*meetings, **given):
    unit = replace(event().unit, name="Chi bộ thôn Đông", level="cell")
    plain = {"unit": unit, "name": "Đại hội lần thứ XII", "place": "thôn Đông", "term": "2025-2027"}
    return event(*(meetings or (making.meeting(**CELL),)), **plain | given)


WHOLE = totals({1: 15, 2: 20, 3: 5}, valid=20, invalid=2, issued=22, reasons={"more_than_seats": 1, "several_inks": 1})


def delegates(**given):
    """Three delegates from five names, with one alternate."""
    people = [making.candidate(number, name) for number, name in enumerate(("An", "Bình", "Chi", "Dũng", "Em"), 1)]
    plain = {"kind": "delegates", "id": "db", "title": "Bầu đại biểu", "alternates": 1}
    return making.contest(people, 3, **plain | given)


HALL = making.meeting("delegates", present=80, replaced=5, absent=2, convening_absent=1, unreplaced=3, bodies=(12, 11))
"""91 summoned, 4 of them taken out: 87 are the base, and 44 votes are over half."""
