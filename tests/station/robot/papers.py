"""What lies in the boxes of a congress, read from its example files: the paper of each round, as two people read it."""

import csv
import io
import json
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from station.session.marks import Seen

EXAMPLES = Path(__file__).parents[3] / "docs" / "examples"


@dataclass(frozen=True)
class Paper:
    """A paper: how it is typed, and what is seen on it that the board must rule on."""

    line: str
    seen: Seen | None = None


@dataclass(frozen=True)
class Cards:
    """How the body voted by cards on what to do next, and on whom is voted then."""

    choice: str
    agree: int
    against: int
    abstain: int
    not_voting: int
    candidates: tuple[int, ...] = ()


@dataclass(frozen=True)
class Ballots:
    """A round: its papers as they lie, how many voters were handed one, and the decision that led to it, if any."""

    papers: tuple[Paper, ...]
    issued: int
    decided: Cards | None = None


@dataclass(frozen=True)
class Congress:
    """A congress to be played: its file without rounds, the whole file, and the rounds of each contest.

    ``slips`` are lines that the second typist gets wrong, by contest, round and place of the paper from 1.
    """

    document: str
    whole: Path
    rounds: dict[str, tuple[Ballots, ...]]
    batch: int = 25
    slips: dict[tuple[str, int, int], str] = field(default_factory=dict)


def congress(folder: Path, *, batch=25, slips=None) -> Congress:
    """Read a congress file and its ballots; the body decides every further round by all but three cards."""
    whole = next(folder.glob("congress.*"))
    tree = tomllib.loads(whole.read_text("utf-8")) if whole.suffix == ".toml" else json.loads(whole.read_bytes())
    present = {one["id"]: one["roll"]["present"] for one in tree["meetings"]}
    rounds = {}
    for contest in tree["contests"]:
        held = contest.pop("rounds", [])
        contest.pop("leave_open", None)
        contest.pop("decisions", None)
        rounds[contest["id"]] = tuple(
            Ballots(
                papers=papers((folder / one["ballots"]).read_bytes(), one.get("candidates") or _numbers(contest)),
                issued=one["issued"],
                decided=None if place == 0 else _cards(one, present[contest["meeting"]]),
            )
            for place, one in enumerate(held)
        )
    document = json.dumps(tree, ensure_ascii=False, indent=2, default=str)
    return Congress(document=document, whole=whole, rounds=rounds, batch=batch, slips=slips or {})


def _cards(round_, attending):
    return Cards(
        choice=round_["purpose"],
        agree=attending - 3,
        against=1,
        abstain=1,
        not_voting=1,
        candidates=tuple(round_.get("candidates", ())),
    )


def _numbers(contest):
    return [person["number"] for person in contest["candidates"]]


def papers(data: bytes, numbers) -> tuple[Paper, ...]:
    """Read ballots from a CSV file as docs/formats.md has them, without the library that counts them."""
    text = data.decode("utf-8-sig")
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if ";" in text.partition("\n")[0] else ",")
    return tuple(Paper(line=_line(row, numbers), seen=Seen(row["defect"]) if row["defect"] else None) for row in rows)


def _line(row, numbers):
    if "struck" in row:
        return row["struck"] or "0"
    agree, disagree = (set(map(int, row[column].split())) for column in ("agree", "disagree"))
    signs = {(False, True): "", (False, False): "-", (True, True): "/"}
    words = [f"{signs[one]}{number}" for number in numbers if (one := (number in agree, number in disagree)) in signs]
    return " ".join(words) or "0"
