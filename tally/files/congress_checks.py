"""What the parts of a congress file must be to each other, beyond the form that the models ask of each.

Each ``with where_sure`` is a check of its own, made on what has no fault already.
"""

from collections.abc import Hashable, Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from tally.congress import STATUSES, MeetingKind
from tally.contest import Category, ContestKind, NominatedBy, Purpose, Withdrawal
from tally.faults import Fault
from tally.files.models import (
    CandidateModel,
    CongressFileModel,
    ContestModel,
    RollModel,
    RoundModel,
    ShareModel,
    SittingModel,
    TargetModel,
)
from tally.files.salvage import Unsure, where_sure
from tally.regulation import REGULATIONS

__all__ = [
    "Faults",
    "check_congress",
    "check_contest",
    "check_meeting",
    "check_regulation",
    "check_target",
    "repeated",
]


Item = TypeVar("Item", bound=Hashable)


class Faults(list[Fault]):
    """The faults of one file so far."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path = path

    def note(self, place: str, key: str, /, **params: str | int) -> None:
        """Note a fault at a place of the file."""
        self.append(Fault(path=self.path, location=place, key=key, params=params))


def check_congress(model: CongressFileModel, faults: Faults) -> None:
    """Note what the parts of a file cannot be, each by itself or to each other."""
    with where_sure:
        check_regulation(model.regulation, faults)
    _check_references(model, faults)
    with where_sure:
        for place, meeting in enumerate(model.meetings):
            check_meeting(f"meetings[{place}]", meeting, faults)
    with where_sure:
        for place, contest in enumerate(model.contests):
            check_contest(f"contests[{place}]", contest, model, faults)


def check_regulation(regulation: str, faults: Faults) -> None:
    """Note a fault if the regulation named is none that ships."""
    if regulation not in REGULATIONS:
        faults.note("regulation", "bad_value.choice", expected=", ".join(REGULATIONS))


def _check_references(model: CongressFileModel, faults: Faults) -> None:
    for name in ("meetings", "contests"):
        with where_sure:
            for place, again in repeated(_each("id", getattr(model, name))):
                faults.note(f"{name}[{place}].id", "bad_value.repeated_id", id=again)
    with where_sure:
        meetings = _all_sure(meeting.id for meeting in model.meetings)
        for place, contest in enumerate(model.contests):
            with where_sure:
                if contest.meeting not in meetings:
                    faults.note(f"contests[{place}].meeting", "bad_value.unknown_meeting", id=contest.meeting)
    with where_sure:
        if any(repeated(_each("id", model.contests))):
            raise Unsure
        for place, contest in enumerate(model.contests):
            with where_sure:
                pool = contest.pool
                if pool is not None and pool not in _all_sure(before.id for before in model.contests[:place]):
                    faults.note(f"contests[{place}].pool", "bad_value.unknown_pool", id=pool)


def repeated(items: Iterable[Item]) -> Iterator[tuple[int, Item]]:
    """Give each item that stood before, with its place."""
    seen: set[Item] = set()
    for place, item in enumerate(items):
        if item in seen:
            yield place, item
        seen.add(item)


def _each(name: str, parts: Iterable[object]) -> Iterator[Any]:
    """Give a key of each part; where it is not sure, something that stands nowhere else."""
    return (getattr(part, name, object()) for part in parts)


def _all_sure(items: Iterable[Item]) -> frozenset[Item]:
    """Give the ids or numbers that others refer to.

    Raises Unsure if one is faulty or stands twice: what refers to nothing may then refer to what it should have been.
    """
    listed = list(items)
    if any(repeated(listed)):
        raise Unsure
    return frozenset(listed)


def check_meeting(place: str, meeting: SittingModel, faults: Faults) -> None:
    """Note what the roll and the bodies of a meeting of this kind cannot be (R8, R14)."""
    with where_sure:
        statuses = STATUSES[meeting.kind]
        for status in RollModel.model_fields:
            if status in meeting.roll.model_fields_set and status not in statuses:
                faults.note(f"{place}.roll.{status}", "unknown_key.status", status=status, expected=", ".join(statuses))
    with where_sure:
        if not any(getattr(meeting.roll, status) for status in RollModel.model_fields):
            faults.note(f"{place}.roll", "bad_value.nobody_summoned")
    with where_sure:
        if meeting.bodies is None:
            return
        if meeting.kind is not MeetingKind.DELEGATES:
            faults.note(f"{place}.bodies", "unknown_key.bodies")
        elif meeting.bodies.present > meeting.bodies.summoned:
            faults.note(f"{place}.bodies.present", "bad_value.more_than_summoned", summoned=meeting.bodies.summoned)


def check_contest(place: str, contest: ContestModel, model: CongressFileModel, faults: Faults) -> None:
    """Note what a contest and its rounds cannot be, by themselves and at the meetings of the file."""
    with where_sure:
        if contest.seats > contest.quota:
            faults.note(f"{place}.seats", "bad_value.more_than_quota", quota=contest.quota)
    with where_sure:
        if contest.alternates and contest.kind is not ContestKind.DELEGATES:
            faults.note(f"{place}.alternates", "bad_value.alternates_of_delegates")
    with where_sure:
        for index, number in repeated(_each("number", contest.candidates)):
            faults.note(f"{place}.candidates[{index}].number", "repeated_candidate", number=number)
    with where_sure:
        attending = _attending(contest, model)
        for index, candidate in enumerate(contest.candidates):
            where = f"{place}.candidates[{index}]"
            _check_candidate(where, candidate, contest, attending=attending, model=model, faults=faults)
    with where_sure:
        for index, target in enumerate(contest.plan.targets if contest.plan else ()):
            check_target(f"{place}.plan.targets[{index}]", target, faults)
    with where_sure:
        for index, held in enumerate(contest.rounds):
            _check_round(f"{place}.rounds[{index}]", index + 1, held, contest, faults)
    with where_sure:
        _check_decisions(place, contest, faults)


def _attending(contest: ContestModel, model: CongressFileModel) -> int | None:
    """How many attend the meeting of the contest; None if that is not sure."""
    with where_sure:
        here = [meeting for meeting in model.meetings if getattr(meeting, "id", None) == contest.meeting]
        if len(here) == 1:
            return here[0].roll.present + here[0].roll.replaced
    return None


def _check_candidate(
    place: str,
    candidate: CandidateModel,
    contest: ContestModel,
    *,
    attending: int | None,
    model: CongressFileModel,
    faults: Faults,
) -> None:
    with where_sure:
        born, day = candidate.born, model.congress.date
        if date(born.year, born.month or 1, born.day or 1) >= day:
            faults.note(f"{place}.born", "bad_value.born_after_congress", date=day.isoformat())
    with where_sure:
        agreed = candidate.agreed_by
        if agreed is not None and candidate.nominated_by is NominatedBy.COMMITTEE:
            faults.note(f"{place}.agreed_by", "bad_value.agreed_by_of_floor")
        elif agreed is not None and attending is not None and agreed > attending:
            faults.note(f"{place}.agreed_by", "bad_value.more_than_attending", attending=attending)
    with where_sure:
        if candidate.withdrawn_before_round is not None and candidate.withdrawal is not Withdrawal.GRANTED:
            faults.note(f"{place}.withdrawn_before_round", "bad_value.withdrawn_before_round")
    with where_sure:
        number = candidate.from_round
        if number is not None and number <= len(contest.rounds):
            held = contest.rounds[number - 1]
            if held.number == number and held.purpose not in (Purpose.FURTHER, Purpose.ALTERNATES):
                faults.note(f"{place}.from_round", "bad_value.from_round", round=number)


_BELONGS_TO = {
    Category.YOUNG: {"below"},
    Category.AGE: {"first", "last"},
    Category.ATTRIBUTE: {"name"},
}
_WRITTEN = {"first": "from", "last": "to"}


def check_target(place: str, target: TargetModel, faults: Faults) -> None:
    """Note what a target of a plan cannot be (R16)."""
    for name in ("below", "first", "last", "name"):
        with where_sure:
            wanted = name in _BELONGS_TO.get(target.category, ())
            given, written = getattr(target, name) is not None, _WRITTEN.get(name, name)
            if given and not wanted:
                faults.note(f"{place}.{written}", "unknown_key", unknown=written)
            elif wanted and not given:
                faults.note(f"{place}.{written}", "missing.key", missing=written)
    with where_sure:
        first, last = target.first, target.last
        if target.category is Category.AGE and first is not None and last is not None and first > last:
            faults.note(f"{place}.to", "bad_value.ages_reversed")
    with where_sure:
        if target.at_least is None and target.at_most is None:
            faults.note(place, "missing.bound")
    for name in ("at_least", "at_most"):
        with where_sure:
            share: ShareModel | None = getattr(target, name)
            if share is not None and (share.percent is None) == (share.count is None):
                faults.note(f"{place}.{name}", "bad_value.share")


def _check_round(place: str, number: int, held: RoundModel, contest: ContestModel, faults: Faults) -> None:
    with where_sure:
        if held.number != number:
            faults.note(f"{place}.number", "bad_value.round_number", expected=number)
    with where_sure:
        _check_names(place, held, _all_sure(person.number for person in contest.candidates), faults)
    with where_sure:
        for index, again in repeated(held.candidates or ()):
            faults.note(f"{place}.candidates[{index}]", "repeated_candidate", number=again)
    with where_sure:
        if held.ballots is None and held.totals is None:
            faults.note(f"{place}.ballots", "missing.ballots")
    with where_sure:
        if held.ballots is not None and held.totals is not None:
            faults.note(f"{place}.totals", "bad_value.ballots_and_totals")


def _check_decisions(place: str, contest: ContestModel, faults: Faults) -> None:
    """Note decisions that do not stand in the order taken: each after a round there was, or before the first (R18)."""
    rounds, before = len(contest.rounds), 0
    for index, decision in enumerate(contest.decisions):
        with where_sure:
            where, after = f"{place}.decisions[{index}].after_round", decision.after_round
            if after > rounds:
                faults.note(where, "bad_value.after_round", rounds=rounds)
            elif after < before:
                faults.note(where, "bad_value.decided_before", before=before)
            else:
                before = after


def _check_names(place: str, held: RoundModel, known: frozenset[int], faults: Faults) -> None:
    with where_sure:
        for index, candidate in enumerate(held.candidates or ()):
            if candidate not in known:
                faults.note(f"{place}.candidates[{index}]", "unknown_candidate", number=candidate)
    with where_sure:
        for written in held.totals.votes if held.totals else ():
            if int(written) not in known:
                faults.note(f"{place}.totals.votes.{written}", "unknown_candidate", number=written)
