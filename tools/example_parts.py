"""The parts that every example congress is put together from: its people, its lists, its contests and its rounds."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from example_ballots import ballots, csv_bytes
from example_people import Person, crowd

__all__ = ["Example", "Record", "congress_file", "contest", "draw", "hold", "in_order", "pick", "target"]

SEED = 299
"""Every draw starts from this number and the name of what it is for, so that one example never moves another."""

Record = dict[str, object]
"""A table of the congress file: its keys and values in the order in which they are written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Example:
    """One example: its folder, its congress file as data (``name`` says in which form), and its ballots files."""

    folder: str
    name: str
    document: Record
    ballots: Mapping[str, bytes]


def draw(folder: str, count: int, *, women: int, minority: int, incumbents: int, skilled: int) -> tuple[Person, ...]:
    """Draw the people of one example, in alphabetical order; see ``crowd``."""
    rng = random.Random(f"{SEED}/{folder}")
    return crowd(rng, count, women=women, minority=minority, incumbents=incumbents, skilled=skilled)


def pick(people: Sequence[Person], *places: int) -> tuple[Person, ...]:
    """Take the people at those places, counted from 1; they stay in alphabetical order."""
    return tuple(people[place - 1] for place in sorted(places))


def congress_file(
    *,
    unit: Record,
    congress: Record,
    board: Sequence[Person],
    meetings: Sequence[Record],
    contests: Sequence[Record],
) -> Record:
    """Give the whole congress file; the first of the board is its head. All examples are training."""
    roles = ["head", *["member"] * (len(board) - 1)]
    return {
        "schema": "congress/1",
        "regulation": "190-QĐ/TW",
        "mode": "training",
        "unit": unit,
        "congress": congress,
        "options": {"all_blank_boxes": "invalid"},
        "board": [{"name": person.name, "role": role} for person, role in zip(board, roles, strict=True)],
        "meetings": list(meetings),
        "contests": list(contests),
    }


def contest(
    contest_id: str,
    kind: str,
    title: str,
    *,
    people: Sequence[Person],
    seats: int,
    rounds: Sequence[Record],
    meeting: str = "congress",
    quota: int | None = None,
    alternates: int = 0,
    pool: str | None = None,
    nominees: Mapping[int, tuple[str, int]] | None = None,
    plan: Record | None = None,
) -> Record:
    """Give a contest; ``nominees`` are the floor and self nominees by number, with how many agreed (R3)."""
    record: Record = {
        "id": contest_id,
        "meeting": meeting,
        "kind": kind,
        "title": title,
        "quota": quota or seats,
        "seats": seats,
        "alternates": alternates,
        "pool": pool,
        "candidates": [
            _candidate(number, person, *(nominees or {}).get(number, ("committee", None)))
            for number, person in enumerate(people, 1)
        ],
    }
    if plan is not None:
        record["plan"] = plan
    return record | {"rounds": list(rounds), "leave_open": False}


def _candidate(number: int, person: Person, nominated_by: str, agreed_by: int | None) -> Record:
    record: Record = {
        "number": number,
        "name": person.name,
        "sex": person.sex,
        "born": person.born,
        "ethnicity": person.ethnicity,
        "incumbent": person.incumbent,
        "nominated_by": nominated_by,
    }
    if agreed_by is not None:
        record["agreed_by"] = agreed_by
    if person.attributes:
        record["attributes"] = list(person.attributes)
    return record


def target(category: str, measured_on: str, bound: str, share: Record, **which: object) -> Record:
    """Give one target of a structure plan (R16); ``bound`` is ``at_least`` or ``at_most``."""
    return {"category": category, **which, "measured_on": measured_on, bound: share}


def in_order(*votes: int) -> dict[int, int]:
    """Give votes stated in the order of the list by number."""
    return dict(enumerate(votes, 1))


def hold(
    files: dict[str, bytes],
    place: str,
    number: int = 1,
    purpose: str = "first",
    *,
    votes: Mapping[int, int],
    seats: int,
    issued: int,
    valid: int,
    invalid: Mapping[str, int] | None = None,
    both: Sequence[int] = (),
    neither: Sequence[int] = (),
    excel: bool = False,
) -> Record:
    """Hold one round: put its ballots file into ``files`` and give its record.

    ``place`` is "folder/contest"; the rest is planned as ``ballots`` has it. Whatever was issued and is neither valid
    nor invalid was not returned.
    """
    rng = random.Random(f"{SEED}/{place}/{number}")
    rows = ballots(rng, votes=votes, seats=seats, valid=valid, invalid=invalid or {}, both=both, neither=neither)
    name = f"{place.split('/')[1]}-{number}.csv"
    files[name] = csv_bytes(rows, excel=excel)
    record: Record = {"number": number, "purpose": purpose}
    if number > 1:
        record |= {"candidates": list(votes), "seats": seats}
    return record | {"issued": issued, "collected": len(rows), "ballots": name}
