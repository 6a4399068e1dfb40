"""Short ways for tests to have a day shown to the hall."""

from station import session
from station.board import board
from station.session import Act
from station.session.decision import Decide
from tests.station.exchange.days import (
    HEAD,
    STRIKE,
    begun,
    closed,
    day_of,
    happened,
    shown,
    twice,
)


def seen(day, before=None):
    return board(day, before, journal="j").contests


def after(day, *events):
    for one in events:
        day = session.fold(day, one)
    return day


def held(*batches, contest=STRIKE, **options):
    """A day on which a round was typed and closed with the board open."""
    day = day_of([*begun(*map(len, batches), contest=contest, **options), *shown(contest=contest)])
    for batch, papers in enumerate(batches, start=1):
        day = after(day, *twice(batch, papers, contest=contest))
    return after(day, *closed(day, contest))


def decided(day, choice, contest=STRIKE):
    attending = day.the_congress.meetings[0].roll.attending
    command = Decide(contest=contest, choice=choice, agree=attending, against=0, abstain=0, not_voting=0)
    return after(day, *(happened(one, HEAD) for one in session.decide(day, Act(by=(HEAD,)), command)))


def standings(view):
    return [row.standing for row in view.rows]
