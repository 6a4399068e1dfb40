"""A congress made or changed here: what the congress file says without rounds, as values that can be exchanged.

A draft may still have faults; ``faults`` tells them all at once. The text of one without any is what ``Define`` takes,
and the text of a day's definition is read as a draft again.
"""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from station.session.definition import read_definition
from station.session.state import ContestState
from tally.congress import STATUSES, BoardMember, Congress, Meeting, MeetingKind, Mode, Roll, Unit
from tally.contest import Candidate, Contest, ContestKind, NominatedBy, Plan, Share, Target, Withdrawal
from tally.faults import BadInput, Fault
from tally.files.congress_file import candidate_of
from tally.files.documents import biography_tree
from tally.files.models import CandidateModel
from tally.files.spreadsheet import read_list
from tally.regulation import Regulation
from tally.words.names import fold, name_key

__all__ = [
    "CONGRESS",
    "Draft",
    "added",
    "begin",
    "code_of",
    "coming",
    "document",
    "draft_of",
    "drawn",
    "faults",
    "free_id",
    "in_name_order",
    "listed",
    "pool_for",
    "with_contest",
    "with_meeting",
    "with_person",
    "withdrawn",
    "without_contest",
    "without_person",
]

CONGRESS = "congress"
"""The id of the meeting that a congress begins with: the congress itself."""
MOST_CODE = 64

Tree = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """A congress and its contests, in the order in which they are held."""

    congress: Congress
    contests: tuple[Contest, ...] = ()

    def contest(self, contest: str) -> Contest:
        """Give the contest of an id. Raises KeyError."""
        return {one.id: one for one in self.contests}[contest]


def begin(
    *,
    mode: Mode,
    regulation: Regulation,
    unit: Unit,
    name: str,
    term: str,
    place: str,
    day: date,
    kind: MeetingKind,
    present: int,
    board: Iterable[BoardMember] = (),
) -> Draft:
    """Begin a draft: a congress of one meeting, of which so far only the present are known, and no contest yet."""
    meeting = Meeting(id=CONGRESS, kind=kind, roll=Roll(present=present))
    congress = Congress(
        regulation=regulation,
        mode=mode,
        unit=unit,
        name=name,
        term=term,
        place=place,
        date=day,
        meetings=(meeting,),
        board=tuple(board),
    )
    return Draft(congress=congress)


def draft_of(text: str) -> Draft:
    """Read a definition as a draft. Raises BadInput with its faults, and Denied for one with rounds."""
    file = read_definition(text)
    return Draft(congress=file.congress, contests=file.contests)


def document(draft: Draft) -> str:
    """Write a draft as the congress file that it is (``congress/1``, docs/formats.md), faults and all."""
    congress = draft.congress
    tree = {
        "schema": "congress/1",
        "regulation": congress.regulation.id,
        "mode": congress.mode.value,
        "unit": _said(congress.unit, "code", "name", "level", "superior"),
        "congress": _said(congress, "name", "term", "place") | {"date": congress.date.isoformat()},
        "options": {"all_blank_boxes": congress.blank_boxes.value},
        "board": [_said(member, "name", "role", born=str) for member in congress.board],
        "meetings": [_meeting(meeting) for meeting in congress.meetings],
        "contests": [_contest(contest) for contest in draft.contests],
    }
    return json.dumps(tree, ensure_ascii=False, indent=2)


def faults(draft: Draft) -> tuple[Fault, ...]:
    """Tell everything that keeps a draft from being what a day is about; nothing if it can be."""
    try:
        read_definition(document(draft))
    except BadInput as bad:
        return bad.faults
    return ()


def _said(thing: object, *names: str, **written: Callable[[Any], Any]) -> Tree:
    """Give some of the values of a thing by name, each as it is written; what is not set is left out."""
    values = {name: getattr(thing, name) for name in (*names, *written)}
    return {name: written.get(name, _plain)(value) for name, value in values.items() if value is not None}


def _plain(value: Any) -> Any:
    return value


def _meeting(meeting: Meeting) -> Tree:
    persons = meeting.roll.by_status()
    roll = {status: persons[status] for status in STATUSES[meeting.kind] if status == "present" or persons[status]}
    bodies = {"bodies": _said(meeting.bodies, "summoned", "present")} if meeting.bodies else {}
    return {"id": meeting.id, "kind": meeting.kind.value, "roll": roll, **bodies}


def _contest(contest: Contest) -> Tree:
    people = [_person(person) for person in contest.candidates]
    plan = {"plan": _plan(contest.plan)} if contest.plan else {}
    of_contest = _said(contest, "id", "meeting", "kind", "title", "quota", "seats", "alternates", "pool")
    return {**of_contest, "candidates": people, **plan}


def _person(person: Candidate) -> Tree:
    names = ("number", "name", "sex", "ethnicity", "incumbent", "nominated_by", "agreed_by")
    later = ("from_round", "withdrawal", "withdrawn_before_round")
    attributes = {"attributes": sorted(person.attributes)} if person.attributes else {}
    return _said(person, *names, *later, born=str) | attributes | biography_tree(person.biography)


def _plan(plan: Plan) -> Tree:
    return {"age_on": plan.age_on.isoformat(), "targets": [_target(target) for target in plan.targets]}


def _target(target: Target) -> Tree:
    ages = {"from": target.first, "to": target.last}
    written = {name: age for name, age in ages.items() if age is not None}
    return _said(target, "category", "measured_on", "below", "name", at_least=_share, at_most=_share) | written


def _share(share: Share) -> Tree:
    return _said(share, "percent", "count")


def with_meeting(draft: Draft, meeting: Meeting) -> Draft:
    """Give the draft with a meeting, in the place of the one that has its id."""
    meetings = _exchanged(draft.congress.meetings, meeting, lambda one: one.id == meeting.id)
    return replace(draft, congress=replace(draft.congress, meetings=meetings))


def with_contest(draft: Draft, contest: Contest) -> Draft:
    """Give the draft with a contest, in the place of the one that has its id; a new one is held last."""
    return replace(draft, contests=_exchanged(draft.contests, contest, lambda one: one.id == contest.id))


def without_contest(draft: Draft, contest: str) -> Draft:
    """Give the draft without a contest."""
    return replace(draft, contests=tuple(one for one in draft.contests if one.id != contest))


def with_person(contest: Contest, person: Candidate, *, number: int | None = None) -> Contest:
    """Give the contest with a person on its list, in the place of the one who has ``number`` there; else at its end."""
    people = _exchanged(contest.candidates, person, lambda one: one.number == number)
    return replace(contest, candidates=people)


def without_person(contest: Contest, number: int) -> Contest:
    """Give the contest without somebody who was put on its list by mistake. Whoever withdraws stays on it (R3)."""
    return replace(contest, candidates=tuple(one for one in contest.candidates if one.number != number))


def _exchanged(items: tuple[Any, ...], item: Any, is_it: Callable[[Any], bool]) -> tuple[Any, ...]:
    if not any(is_it(one) for one in items):
        return (*items, item)
    return tuple(item if is_it(one) else one for one in items)


def added(contest: Contest, people: Iterable[Candidate], *, round_number: int | None = None) -> Contest:
    """Give the contest with more people at the end of its list, under the numbers that follow.

    ``round_number`` is the round that they are added for, where the contest has begun (R11).
    """
    last = max((one.number for one in contest.candidates), default=0)
    more = [replace(one, number=place, from_round=round_number) for place, one in enumerate(people, start=last + 1)]
    return replace(contest, candidates=(*contest.candidates, *more))


def drawn(person: Candidate) -> Candidate:
    """Give somebody of one list as the convening committee names the person on another (R13); the number is to come."""
    return replace(
        person,
        number=0,
        nominated_by=NominatedBy.COMMITTEE,
        agreed_by=None,
        from_round=None,
        withdrawal=None,
        withdrawn_before_round=None,
    )


def in_name_order(contest: Contest) -> Contest:
    """Give the contest with its list in the order of the given names, numbered anew (R6, 04-HD/TW)."""
    people = sorted(contest.candidates, key=lambda one: name_key(one.name))
    numbered = tuple(replace(one, number=number) for number, one in enumerate(people, start=1))
    return replace(contest, candidates=numbered)


def withdrawn(person: Candidate, withdrawal: Withdrawal | None, *, round_number: int | None = None) -> Candidate:
    """Give a person whose withdrawal stands so; granted after a ballot, it is from ``round_number`` on (R3)."""
    before = round_number if withdrawal is Withdrawal.GRANTED else None
    return replace(person, withdrawal=withdrawal, withdrawn_before_round=before)


def listed(name: str, data: bytes) -> tuple[tuple[Candidate, ...], Mapping[str, str]]:
    """Read the people of a short-biography list from a spreadsheet, as ``tally import`` does.

    Beside them come the headings, by cell, of the columns that nothing is taken from. Raises BadInput with every fault
    of the list, each with its cell.
    """
    found = read_list(name, data)
    return tuple(candidate_of(CandidateModel.model_validate(person)) for person in found.people), found.past


def coming(state: ContestState) -> int | None:
    """Give the round that names may be added for or taken off before; None while the whole list may change."""
    return len(state.course.held) + 1 + (state.round is not None) if state.is_begun else None


_IDS: Mapping[ContestKind, str] = {
    ContestKind.COMMITTEE: "bch",
    ContestKind.STANDING_COMMITTEE: "btv",
    ContestKind.SECRETARY: "bi-thu",
    ContestKind.DEPUTY_SECRETARY: "pho-bi-thu",
    ContestKind.INSPECTION_COMMITTEE: "ubkt",
    ContestKind.INSPECTION_CHAIR: "chu-nhiem",
    ContestKind.INSPECTION_VICE_CHAIR: "pho-chu-nhiem",
    ContestKind.DELEGATES: "dai-bieu",
}
_OF_COMMITTEE = (ContestKind.STANDING_COMMITTEE, ContestKind.COMMITTEE)
_POOLS: Mapping[ContestKind, tuple[ContestKind, ...]] = {
    ContestKind.STANDING_COMMITTEE: (ContestKind.COMMITTEE,),
    ContestKind.SECRETARY: _OF_COMMITTEE,
    ContestKind.DEPUTY_SECRETARY: _OF_COMMITTEE,
    ContestKind.INSPECTION_CHAIR: (ContestKind.INSPECTION_COMMITTEE,),
    ContestKind.INSPECTION_VICE_CHAIR: (ContestKind.INSPECTION_COMMITTEE,),
}


def free_id(taken: Iterable[str], kind: ContestKind | str) -> str:
    """Give an id that nothing has yet: of a contest by its kind, else beginning as it is told."""
    known, wanted = set(taken), _IDS[kind] if isinstance(kind, ContestKind) else kind
    number = 1
    while (found := wanted if number == 1 else f"{wanted}-{number}") in known:
        number += 1
    return found


def pool_for(draft: Draft, kind: ContestKind) -> str | None:
    """Give the contest from whose elected a post is usually filled, if there is one (R13)."""
    for of_kind in _POOLS.get(kind, ()):
        for contest in reversed(draft.contests):
            if contest.kind is of_kind:
                return contest.id
    return None


def code_of(name: str) -> str:
    """Give a code for a unit by its name, for whoever knows no other: ``Chi bộ thôn Đông`` -> ``CHI-BO-THON-DONG``."""
    return "-".join(re.findall(r"[a-z0-9]+", fold(name))).upper()[:MOST_CODE].strip("-")
