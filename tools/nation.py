"""A synthetic nation: units, their congresses and their signed records, from a seed. Nobody in it is meant.

    python -m tools.nation DIR [--units 521] [--seed 2025] [--sealed FOLDER] [--executor processes[:N]]

Every organisation says of itself that it is synthetic, every record is one of an exercise, and the keys that sign are
those of their names (``synthetic_keys``). A unit has three records: its committee, its secretary
(from the committee) and its delegates to the congress above. One unit in fifteen or so votes a second time, some leave
a seat open, some are not there yet. The files are laid down as ``tally archive add`` lays them down, with a programme.

With a folder for them the ballots are dealt one by one, committed to, and sealed to one auditor of all superiors, whose
key lies beside them; its passphrase is six times the first word of the list.
"""

import argparse
import json
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import partial
from hashlib import sha256
from pathlib import Path

from tally.archive.store import FILES, PROGRAMME, place_of
from tally.archive.workers.executors import begin_of
from tally.archive.workers.in_order import Begin, here, in_order
from tally.congress import BoardMember, Congress, Meeting, MeetingKind, Mode, Roll, Unit
from tally.contest import ContestKind
from tally.record import trust
from tally.record.document import Commitment, Content, Frame, text_of
from tally.record.trust import Organisation
from tally.regulation import REGULATIONS
from tally.result import pool_of, result_of
from tools.nation_ballots import AUDITOR, auditor_key, sealed_ballots
from tools.nation_elections import SYNTHETIC, contest_of, elect, name_of, person_of, plan_of
from tools.synthetic_keys import signed, trust_file

NATION = 52_105
"""Grassroots organisations of 2020, three records each."""
SUPERIORS_OF_PROVINCE = 96
UNITS_OF_SUPERIOR = 16
SUPERIOR_PLAN = (
    {"category": "women", "measured_on": "elected", "at_least": {"percent": 15}},
    {"category": "young", "measured_on": "elected", "at_least": {"percent": 10}, "below": 40},
)
BOARD = 3
FIRST_DAY, DAYS = date(2025, 3, 3), 60
RULES = REGULATIONS["190-QĐ/TW"]


@dataclass(frozen=True, kw_only=True, slots=True)
class UnitFiles:
    """A unit of the programme, its records, none where it has not held its congress, and its sealed ballots by name."""

    planned: dict[str, object]
    records: tuple[bytes, ...]
    sealed: dict[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True, slots=True)
class Superior:
    """A superior, the trust file of its units, and the units."""

    code: str
    trust: bytes
    units: tuple[UnitFiles, ...]


@dataclass(frozen=True, kw_only=True, slots=True)
class Plot:
    """Which superior is made, with which units, and how: the same for the same seed, however many others there are."""

    place: int
    numbers: range
    seed: int
    mode: Mode
    on_paper: bool = False


def plots(units: int = NATION, *, seed: int = 2025, mode: Mode = Mode.TRAINING, on_paper: bool = False) -> list[Plot]:
    """Give so many units, by superior."""
    parts = enumerate(range(0, units, UNITS_OF_SUPERIOR))
    return [
        Plot(
            place=place,
            numbers=range(first, min(first + UNITS_OF_SUPERIOR, units)),
            seed=seed,
            mode=mode,
            on_paper=on_paper,
        )
        for place, first in parts
    ]


def write(
    folder: Path,
    units: int = NATION,
    *,
    seed: int = 2025,
    mode: Mode = Mode.TRAINING,
    sealed_in: Path | None = None,
    begin: Begin = here,
) -> int:
    """Lay the files of a nation down in a folder, with its programme, and give how many records there are."""
    planned: list[dict[str, object]] = []
    records = 0
    every = plots(units, seed=seed, mode=mode, on_paper=sealed_in is not None)
    for laid in in_order(begin, partial(_lay_down, folder, sealed_in), every):
        for unit, count in laid:
            planned.append(unit)
            records += count
    title = f"Đại hội các tổ chức cơ sở, nhiệm kỳ 2025-2030 ({SYNTHETIC})"
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in planned)
    asked = {"superior_plan": SUPERIOR_PLAN, "age_on": "2025-04-01"}
    head = json.dumps({"schema": "programme/1", "title": title, **asked}, ensure_ascii=False)[:-1]
    (folder / PROGRAMME).write_text(f'{head}, "units": [\n{lines}\n]}}\n')
    return records


def _lay_down(folder: Path, sealed_in: Path | None, plot: Plot) -> list[tuple[dict[str, object], int]]:
    """Write the files of a superior; give each unit as it stands in the programme, and how many records it has."""
    one = superior_of(plot)
    _put(folder, f"{one.code}.trust", one.trust)
    for unit in one.units:
        for data in unit.records:
            _put(folder, "a.record", data)
        for name, data in unit.sealed.items():
            path = Path(sealed_in or folder, str(unit.planned["code"]), name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
    return [(unit.planned, len(unit.records)) for unit in one.units]


def _put(folder: Path, name: str, data: bytes) -> None:
    path = folder / FILES / place_of(name, data)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def superior_of(plot: Plot) -> Superior:
    """Make a superior with its units."""
    province, commune = divmod(plot.place, SUPERIORS_OF_PROVINCE)
    code = f"GL{province + 1:02}.{commune + 1:03}"
    codes = [f"{code}.{number % UNITS_OF_SUPERIOR + 1:02}" for number in plot.numbers]
    chances = [random.Random(f"{plot.seed} {unit}") for unit in codes]
    boards = [tuple(name_of(chance) for _ in range(BOARD)) for chance in chances]
    file = trust_file(
        Organisation(code=code, name=f"Ban Tổ chức {code} ({SYNTHETIC})"),
        roots={f"{code}/root-{number}": "Người giữ khóa gốc" for number in (1, 2, 3)},
        boards=dict(zip(codes, boards, strict=True)),
        auditors={AUDITOR: "Người hậu kiểm"} if plot.on_paper else None,
        until=date(2026, 12, 31),
    )
    named = trust.read(file).sha256
    made = zip(codes, chances, boards, strict=True)
    return Superior(
        code=code,
        trust=file,
        units=tuple(
            _unit(unit, superior=code, board=board, chance=chance, named=named, plot=plot)
            for unit, chance, board in made
        ),
    )


def _unit(
    code: str, *, superior: str, board: tuple[str, ...], chance: random.Random, named: bytes, plot: Plot
) -> UnitFiles:
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    name, level = f"Đảng bộ {code} ({SYNTHETIC})", "grassroots"
    seats = chance.choice((5, 7, 9, 11, 13, 15))
    delegates = chance.choice((1, 2, 3, 4))
    planned: dict[str, object] = {
        "code": code,
        "name": name,
        "level": level,
        "superior": superior,
        "cluster": f"Cụm {code[2:4]}",
        "due": day.isoformat(),
        "allotted": delegates,
        "last_term": {
            "elected": seats,
            "women": chance.randrange(seats // 3 + 1),
            "young": chance.randrange(seats // 4 + 1),
            "ethnic_minority": chance.randrange(seats // 5 + 1),
        },
    }
    if chance.random() < 0.04:  # not held yet
        return UnitFiles(planned=planned, records=())
    members = chance.randrange(3 * seats, 8 * seats)
    absent = chance.randrange(members // 10 + 1)
    congress = Congress(
        regulation=RULES,
        mode=plot.mode,
        unit=Unit(code=code, name=name, level=level, superior=superior),
        name=f"Đại hội {SYNTHETIC}",
        term="2025-2030",
        place=code,
        date=day,
        meetings=(
            Meeting(id="congress", kind=MeetingKind.MEMBERS, roll=Roll(present=members - absent, absent=absent)),
        ),
        board=tuple(BoardMember(name=one, role="head" if at == 0 else "member") for at, one in enumerate(board)),
    )
    files: dict[str, bytes] | None = {} if plot.on_paper else None
    records = tuple(_records(congress, seats=seats, delegates=delegates, chance=chance, named=named, files=files))
    return UnitFiles(planned=planned, records=records, sealed=files or {})


def _records(
    congress: Congress,
    *,
    seats: int,
    delegates: int,
    chance: random.Random,
    named: bytes,
    files: dict[str, bytes] | None,
) -> Iterator[bytes]:
    vote = partial(elect, congress, chance=chance, on_paper=files is not None)
    people = [person_of(number, chance) for number in range(1, seats + 1 + max(1, 3 * seats // 20) + 1)]
    people = people[: seats + max(1, 3 * seats // 20)]
    committee = vote(contest_of("bch", ContestKind.COMMITTEE, seats, people, plan=plan_of()))
    pool = [replace(one, from_round=None, agreed_by=None) for one in committee[0].people_elected]
    secretary = vote(contest_of("bi-thu", ContestKind.SECRETARY, 1, pool[:1], pool="bch"), sure=True)
    others = [person_of(number, chance) for number in range(1, delegates + 2)]
    sent = vote(contest_of("dai-bieu", ContestKind.DELEGATES, delegates, others, alternates=1))
    previous = None
    for sequence, (course, papers) in enumerate((committee, secretary, sent), start=1):
        drawn_on = pool_of(committee[0]) if course is secretary[0] else None
        frame = Frame(
            sequence=sequence,
            previous=previous,
            replaces=None,
            trust=named,
            station=f"{congress.unit.code}/station-1",
            software="tools.nation",
        )
        commitments: tuple[Commitment | None, ...] = (None,) * len(course.held)
        if files is not None:
            of = (congress.unit.code, course.contest.id)
            made = [sealed_ballots(*of, *one) for one in enumerate(papers, start=1)]
            commitments = tuple(own for own, _, _ in made)
            files |= {name: data for _, name, data in made}
        text = text_of(Content(frame=frame, result=result_of(course, drawn_on), pool=drawn_on, commitments=commitments))
        previous = sha256(text.encode()).digest()
        board = sorted(chance.sample(range(1, BOARD + 1), 2))
        signers = (frame.station, *(f"{congress.unit.code}/board-{number}" for number in board))
        yield signed(text, signers)


def main() -> None:
    """Write a nation, or a part of one."""
    parser = argparse.ArgumentParser(description="A synthetic nation of units with signed records.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--units", type=int, default=NATION // 100)
    parser.add_argument("--seed", type=int, default=2025)
    parser.add_argument("--sealed", type=Path)
    parser.add_argument("--executor", default="processes")
    asked = parser.parse_args()
    for folder in (asked.folder, asked.sealed):
        if folder:
            folder.mkdir(parents=True, exist_ok=True)
    if asked.sealed:
        (asked.sealed / "auditor.key").write_bytes(auditor_key())
    begin = begin_of(asked.executor)
    records = write(asked.folder, asked.units, seed=asked.seed, sealed_in=asked.sealed, begin=begin)
    sys.stdout.write(f"SYNTHETIC: {asked.units} units, {records} records in {asked.folder}\n")


if __name__ == "__main__":
    main()
