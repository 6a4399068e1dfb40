"""What a record says, and its one text: ``record/1`` (docs/record-format.md).

A record holds the rounds of one contest so far, everything that they are judged by, and what they come to. The text is
made from the result alone, so that whoever reckons the result again from what is in the record writes the same text.
"""

from dataclasses import dataclass

from tally.congress import STATUSES, Congress, Meeting
from tally.contest import Candidate, Contest, Decision, Share, Target
from tally.course import Course
from tally.files.documents import biography_tree, contest_tree
from tally.nomination import Pool
from tally.record import canonical
from tally.record.canonical import Tree
from tally.record.rules import rules_tree
from tally.result import Result

__all__ = ["Commitment", "Content", "Frame", "Journal", "Observation", "definition_tree", "text_of", "tree_of"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Commitment:
    """The root of the tree of a round's ballots, and how many ballots there are."""

    root: bytes
    size: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Journal:
    """How far the station's journal had come: the hash of its last entry, and how many entries there are."""

    head: bytes | None = None
    length: int = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class Observation:
    """What was looked at to see that the computer is cut off from every network, and what was seen, if anything."""

    check: str
    clear: bool
    seen: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Frame:
    """Where a record stands: in the chain of its congress, under which trust file, and where it was made.

    ``previous`` and ``replaces`` are hashes of records (``Record.hash``): of the one before, and of one that this one
    corrects. ``station`` is the name of the key that signs for the computer.
    """

    sequence: int
    previous: bytes | None
    replaces: bytes | None
    trust: bytes
    station: str
    software: str
    journal: Journal = Journal()
    air_gap: tuple[Observation, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Content:
    """All that a record says. ``commitments`` go by round; None where the board counted on tally sheets."""

    frame: Frame
    result: Result
    pool: Pool | None
    commitments: tuple[Commitment | None, ...]


def text_of(content: Content) -> str:
    """Give the text that is signed. Raises Refused (``too_large``) above the limit of ``canonical``."""
    return canonical.write(tree_of(content)).decode()


def tree_of(content: Content) -> dict[str, Tree]:
    """Give the document of a record, with every key that it has."""
    course = content.result.course
    return {
        "schema": "record/1",
        **_frame(content.frame),
        **definition_tree(course),
        "pool": _pool(content.pool) if content.pool else None,
        **_outcomes(content),
    }


def definition_tree(course: Course) -> dict[str, Tree]:
    """Give what a contest is before anybody votes: its congress and rules, its meeting and its list."""
    return {
        **_congress(course.congress),
        "meeting": _meeting(course.meeting),
        "contest": _contest(course.contest),
    }


def _frame(frame: Frame) -> dict[str, Tree]:
    return {
        "sequence": frame.sequence,
        "previous": _hex(frame.previous),
        "replaces": _hex(frame.replaces),
        "trust": frame.trust.hex(),
        "station": frame.station,
        "software": frame.software,
        "journal": {"head": _hex(frame.journal.head), "length": frame.journal.length},
        "air_gap": [{"check": seen.check, "clear": seen.clear, "seen": seen.seen} for seen in frame.air_gap],
    }


def _hex(data: bytes | None) -> str | None:
    return None if data is None else data.hex()


def _congress(congress: Congress) -> dict[str, Tree]:
    unit = congress.unit
    return {
        "mode": congress.mode.value,
        "regulation": congress.regulation.id,
        "rules": rules_tree(congress.regulation),
        "options": {"all_blank_boxes": congress.blank_boxes.value},
        "unit": {"code": unit.code, "name": unit.name, "level": unit.level, "superior": unit.superior},
        "congress": {
            "name": congress.name,
            "term": congress.term,
            "place": congress.place,
            "date": congress.date.isoformat(),
        },
        "board": [
            {"name": member.name, "role": member.role, "born": str(member.born) if member.born else None}
            for member in congress.board
        ],
    }


def _meeting(meeting: Meeting) -> dict[str, Tree]:
    bodies, roll = meeting.bodies, meeting.roll
    return {
        "id": meeting.id,
        "kind": meeting.kind.value,
        "roll": {status: getattr(roll, status) for status in STATUSES[meeting.kind]},
        "bodies": {"summoned": bodies.summoned, "present": bodies.present} if bodies else None,
    }


def _contest(contest: Contest) -> dict[str, Tree]:
    """Give the contest; where nothing was decided by cards there is no key for it."""
    plan = contest.plan
    decided: dict[str, Tree] = {"decisions": [_decision(one) for one in contest.decisions]} if contest.decisions else {}
    return decided | {
        "id": contest.id,
        "meeting": contest.meeting,
        "kind": contest.kind.value,
        "title": contest.title,
        "quota": contest.quota,
        "seats": contest.seats,
        "alternates": contest.alternates,
        "pool": contest.pool,
        "candidates": [_candidate(person) for person in contest.candidates],
        "plan": {"age_on": plan.age_on.isoformat(), "targets": [_target(target) for target in plan.targets]}
        if plan
        else None,
        "leave_open": contest.leave_open,
    }


def _decision(decision: Decision) -> dict[str, Tree]:
    return {
        "after_round": decision.after_round,
        "choice": decision.choice.value,
        "agree": decision.agree,
        "against": decision.against,
        "abstain": decision.abstain,
        "not_voting": decision.not_voting,
    }


def _candidate(person: Candidate) -> dict[str, Tree]:
    """Give a person; where the list says nothing besides there is no key for it."""
    return biography_tree(person.biography) | {
        "number": person.number,
        "name": person.name,
        "sex": person.sex.value,
        "born": str(person.born),
        "ethnicity": person.ethnicity,
        "incumbent": person.incumbent,
        "nominated_by": person.nominated_by.value,
        "agreed_by": person.agreed_by,
        "attributes": [*sorted(person.attributes)],
        "from_round": person.from_round,
        "withdrawal": person.withdrawal.value if person.withdrawal else None,
        "withdrawn_before_round": person.withdrawn_before_round,
    }


def _target(target: Target) -> dict[str, Tree]:
    return {
        "category": target.category.value,
        "measured_on": target.measured_on.value,
        "at_least": _share(target.at_least),
        "at_most": _share(target.at_most),
        "below": target.below,
        "from": target.first,
        "to": target.last,
        "name": target.name,
    }


def _share(share: Share | None) -> Tree:
    return {"percent": share.percent, "count": share.count} if share else None


def _pool(pool: Pool) -> dict[str, Tree]:
    return {
        "contest": pool.contest,
        "seats": pool.seats,
        "voted": pool.voted,
        "may_stand": [_candidate(person) for person in pool.may_stand],
    }


def _outcomes(content: Content) -> dict[str, Tree]:
    """Give the rounds and the result, as ``tally count`` writes them, with the commitment of each round."""
    part = contest_tree(content.result)
    commitments = [
        {"root": commitment.root.hex(), "size": commitment.size} if commitment else None
        for commitment in content.commitments
    ]
    rounds = zip(part["rounds"], commitments, strict=True)
    kept = ("status", "kept_vacant", "open", "elected", "alternates", "structure", "findings")
    return {
        "rounds": [held | {"commitment": commitment} for held, commitment in rounds],
        "result": {key: part[key] for key in kept} | {"next": [step.value for step in content.result.next]},
    }
