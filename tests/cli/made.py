"""Small files for the command to work on, and short ways to run it; every default is the plainest case there is."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass

from tally.cli import main

CLEAN = {
    name: value
    for name, value in os.environ.items()
    if name not in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS") and not name.startswith("COVERAGE_")
}
"""What a command of its own is begun with: no language, no width, and nobody who measures it."""


@dataclass(frozen=True)
class Answer:
    status: int
    out: str
    err: str

    @property
    def document(self):
        return json.loads(self.out)

    @property
    def text(self):
        """The answer as it is read: lines that were wrapped joined again."""
        return " ".join(self.out.split())


def run(capsys, *line):
    status = main([str(part) for part in line])
    captured = capsys.readouterr()
    return Answer(status, captured.out, captured.err)


def process(*line, env=None, **given):
    """Run the command in a process of its own, as a shell would."""
    done = subprocess.run(
        [sys.executable, "-m", "tally", *map(str, line)],
        env=CLEAN | (env or {}),
        capture_output=True,
        check=False,
        timeout=60,
        **given,
    )
    return Answer(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


def person(number, name=None, **given):
    plain = {
        "number": number,
        "name": name or f"Người thứ {number}",
        "sex": "female" if number % 2 else "male",
        "born": f"19{60 + number % 40}-05-01",
        "ethnicity": "Kinh",
        "incumbent": False,
        "nominated_by": "committee",
    }
    return plain | given


def totals(*votes, valid=20, invalid=0, number=1, purpose="first", numbers=None, **given):
    """A round counted on tally sheets; ``votes`` in the order of ``numbers``, else of the list."""
    counted = {str(n): v for n, v in zip(numbers or range(1, len(votes) + 1), votes, strict=True)}
    plain = {
        "number": number,
        "purpose": purpose,
        "issued": valid + invalid,
        "collected": valid + invalid,
        "totals": {"valid": valid, "invalid": invalid, "votes": counted},
    }
    return plain | ({"candidates": list(numbers)} if numbers else {}) | given


def contest(people=4, seats=3, *, rounds=(), **given):
    candidates = [person(number) for number in range(1, people + 1)] if isinstance(people, int) else list(people)
    plain = {
        "id": "bch",
        "meeting": "m",
        "kind": "committee",
        "title": "Bầu Ban Chấp hành",
        "quota": seats,
        "seats": seats,
        "candidates": candidates,
        "rounds": list(rounds),
    }
    return plain | given


def congress(*contests, kind="members", roll=None, bodies=None, **given):
    meeting = {"id": "m", "kind": kind, "roll": roll or {"present": 20}}
    if bodies:
        meeting["bodies"] = {"summoned": bodies[0], "present": bodies[1]}
    plain = {
        "schema": "congress/1",
        "regulation": "190-QĐ/TW",
        "mode": "training",
        "unit": {"code": "VD.1", "name": "Đảng bộ ví dụ", "level": "commune", "superior": "VD"},
        "congress": {"name": "Đại hội lần thứ I", "term": "2025-2030", "place": "Ví Dụ", "date": "2025-02-14"},
        "meetings": [meeting],
        "contests": list(contests) or [contest()],
    }
    return plain | given


def card(agree=15, against=3, abstain=1, not_voting=1, **given):
    cards = {"agree": agree, "against": against, "abstain": abstain, "not_voting": not_voting}
    return {"id": "nq", "title": "Nghị quyết", **cards} | given


def sitting(schema, *, kind="members", roll=None, **given):
    plain = {
        "schema": schema,
        "regulation": "190-QĐ/TW",
        "mode": "training",
        "unit": {"code": "VD.1", "name": "Chi bộ ví dụ", "level": "cell"},
        "title": "Đại hội chi bộ",
        "date": "2025-02-14",
        "meeting": {"kind": kind, "roll": roll or {"present": 20}},
    }
    return plain | given


def cards(*votes, **given):
    return sitting("card/1", votes=list(votes) or [card()], **given)


def rated(number, excellent=0, good=0, completed=0, not_completed=0, **given):
    votes = {"excellent": excellent, "good": good, "completed": completed, "not_completed": not_completed}
    return {"number": number, "name": f"Người thứ {number}", "votes": votes} | given


def rating(*people, ballots=(20, 20, 20, 0), **given):
    counted = dict(zip(("issued", "collected", "valid", "invalid"), ballots, strict=True))
    return sitting("rating/1", people=list(people) or [rated(1, good=15, completed=5)], **counted, **given)


def write(folder, document, name="congress.json"):
    path = folder / name
    path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")
    return path
