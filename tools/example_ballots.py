"""Ballots that add up to votes laid down beforehand, and the CSV files they are written to.

The votes of a round are planned; what chance settles is only which ballot bears which mark and in which order the
ballots lie. Every count of the examples can so be foretold, and none looks made up.
"""

import random
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["ballots", "csv_bytes"]

Row = dict[str, str]
"""One ballot: the columns of the ballots file without ``ballot``."""


def ballots(
    rng: random.Random,
    *,
    votes: Mapping[int, int],
    seats: int,
    valid: int,
    invalid: Mapping[str, int],
    both: Sequence[int] = (),
    neither: Sequence[int] = (),
) -> list[Row]:
    """Make the ballots of one round, shuffled.

    ``votes`` gives the votes of each number on the list, ``valid`` the valid ballots they lie on, ``invalid``
    how many ballots are to be invalid for each reason. On a boxes ballot a name without a vote is disagreed
    with, except once for each number in ``both`` (both boxes marked) and in ``neither``.

    Raises ValueError for votes that no such ballots give.
    """
    numbers = tuple(votes)
    strike = len(numbers) > seats
    refused = _deal(rng, votes=votes, valid=valid, least=max(0, len(numbers) - seats))
    rows = [_struck(marks) if strike else _boxes(numbers, marks) for marks in refused]
    if not strike:
        _leave_unclear(rng, rows, refused, both=both, neither=neither)
    for reason, count in invalid.items():
        rows += [_invalid(rng, numbers, seats, reason) for _ in range(count)]
    rng.shuffle(rows)
    return rows


def csv_bytes(rows: Sequence[Row], *, excel: bool) -> bytes:
    """Write ballots with their columns, numbered from 1; ``excel`` as that program does: BOM, semicolons and CRLF."""
    comma, newline, encoding = (";", "\r\n", "utf-8-sig") if excel else (",", "\n", "utf-8")
    lines = [comma.join(["ballot", *rows[0]])]
    lines += [comma.join([str(number), *row.values()]) for number, row in enumerate(rows, 1)]
    return "".join(line + newline for line in lines).encode(encoding)


def _deal(rng: random.Random, *, votes: Mapping[int, int], valid: int, least: int) -> list[set[int]]:
    """Give the numbers refused on each valid ballot: ``least`` of them or more, and all only of a list of one (R6).

    First each ballot is told how many names it refuses. Then each name goes to the ballots that have most left to
    refuse, which succeeds whenever anything does; then pairs of ballots swap names, so that no pattern stays.
    """
    refusals = {number: valid - count for number, count in votes.items()}
    most = max(1, len(votes) - 1)
    total = sum(refusals.values())
    if not least * valid <= total <= most * valid or not all(0 <= count <= valid for count in votes.values()):
        msg = f"no {valid} ballots give the votes {dict(votes)}"
        raise ValueError(msg)
    left = [least] * valid
    for _ in range(total - least * valid):
        left[rng.choice([place for place, names in enumerate(left) if names < most])] += 1
    refused: list[set[int]] = [set() for _ in left]
    for number in sorted(refusals, key=lambda number: -refusals[number]):
        places = sorted(range(valid), key=lambda place: (-left[place], rng.random()))
        for place in places[: refusals[number]]:
            refused[place].add(number)
            left[place] -= 1
    _swap(rng, refused)
    return refused


def _swap(rng: random.Random, refused: list[set[int]]) -> None:
    """Let pairs of ballots share out anew what only one of them refuses; each keeps its number of names."""
    for _ in range(20 * len(refused)):
        one, other = rng.sample(refused, 2)
        loose = sorted(one ^ other)
        rng.shuffle(loose)
        common, mine = one & other, len(one - other)
        one.clear()
        other.clear()
        one |= common | set(loose[:mine])
        other |= common | set(loose[mine:])


def _leave_unclear(
    rng: random.Random,
    rows: list[Row],
    refused: Sequence[set[int]],
    *,
    both: Sequence[int],
    neither: Sequence[int],
) -> None:
    """Leave rows unclear in place of a disagreement, each on another ballot: nobody gains a vote by it (R6)."""
    free = rng.sample(range(len(rows)), len(rows))
    for number in (*both, *neither):
        place = next(place for place in free if number in refused[place])
        free.remove(place)
        agree = {int(text) for text in rows[place]["agree"].split()}
        disagree = {int(text) for text in rows[place]["disagree"].split()}
        if number in both:
            agree.add(number)
        else:
            disagree.remove(number)
        rows[place] = _row(agree=agree, disagree=disagree)


def _struck(marks: Iterable[int], defect: str = "") -> Row:
    return {"struck": _text(marks), "defect": defect}


def _boxes(numbers: Iterable[int], refused: set[int]) -> Row:
    return _row(agree=set(numbers) - refused, disagree=refused)


def _row(*, agree: Iterable[int], disagree: Iterable[int], defect: str = "") -> Row:
    return {"agree": _text(agree), "disagree": _text(disagree), "defect": defect}


def _text(numbers: Iterable[int]) -> str:
    return " ".join(str(number) for number in sorted(numbers))


def _invalid(rng: random.Random, numbers: Sequence[int], seats: int, reason: str) -> Row:
    """Make one ballot that is invalid for that reason (R6); one with a defect of the paper bears sound marks."""
    surplus = len(numbers) - seats
    match reason:
        case "more_than_seats":
            return _struck(rng.sample(numbers, rng.randrange(surplus)))
        case "votes_for_nobody":
            return _struck(numbers) if surplus > 0 else _row(agree=(), disagree=numbers)
        case "box_not_clear":
            return _row(agree=numbers, disagree=numbers)
        case defect if surplus > 0:
            return _struck(rng.sample(numbers, surplus), defect)
        case defect:
            return _row(agree=numbers, disagree=(), defect=defect)
