"""The forms in which a congress and its contests are written: each gives the draft with what stands in it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import partial

from station.drafting import Draft, begin, code_of, free_id, pool_for, with_contest, with_meeting
from station.modals.form import Blank, Sheet, Wrong
from station.screens.asking import day, figure, names, text, written_day
from station.screens.office import office
from station.widgets.drawing import Sentence
from tally.congress import BlankBoxes, BoardMember, Meeting, MeetingKind, Mode, Roll, Unit
from tally.contest import Contest, ContestKind
from tally.person import known_as
from tally.regulation import REGULATIONS
from tally.words import Words

__all__ = ["board_sheet", "congress_sheet", "contest_sheet", "fresh", "meeting_sheet", "new_congress_sheet"]

Options = tuple[tuple[str, str | Sentence], ...]
_LEVELS = ("cell", "grassroots", "commune", "above_grassroots", "province", "centre")
_NONE = "-"
_LONGEST_CODE = 64


def _line(key: str, written: str = "", *, options: Options = (), longest: int = 200) -> Blank:
    return Blank(key=key, label=Sentence(key=f"draft.part.{key}"), text=written, options=options, longest=longest)


def _terms(group: str, codes: Iterable[str]) -> Options:
    return tuple((code, Sentence(key=f"{group}.{code}")) for code in codes)


def new_congress_sheet(mode: Mode, today: date, is_taken: Callable[[Draft], bool], words: Words) -> Sheet[Draft]:
    """Give the form of a new congress: its unit, its day, who meets, and the counting board.

    ``is_taken`` says whether the day of such a congress has begun already.
    """

    def read(values: Mapping[str, str]) -> Draft:
        draft = _begun(mode, values)
        if is_taken(draft):
            raise Wrong("unit", Sentence(key="draft.wrong.begun"))
        return draft

    blanks = (
        _line("unit"),
        _line("level", "cell", options=_terms("draft.level", _LEVELS)),
        _line("kind", MeetingKind.MEMBERS.value, options=_terms("draft.meeting", MeetingKind)),
        _line("name", words("draft.usual.name")),
        _line("term", _term(today)),
        _line("place"),
        _line("date", written_day(today)),
        _line("present"),
        _line("head"),
        _line("members"),
    )
    return Sheet(title=Sentence(key=f"draft.form.new_{mode.value}"), blanks=blanks, read=read)


def _term(today: date) -> str:
    """Give the term of five years that a day falls in: 2025-2030 began in 2025."""
    first = today.year - today.year % 5
    return f"{first}-{first + 5}"


def _begun(mode: Mode, values: Mapping[str, str]) -> Draft:
    unit = text(values, "unit")
    if not (code := code_of(unit)):
        raise Wrong("unit", Sentence(key="draft.wrong.letters"))
    return begin(
        mode=mode,
        regulation=next(iter(REGULATIONS.values())),
        unit=Unit(code=code, name=unit, level=values["level"], superior=None),
        name=text(values, "name"),
        term=text(values, "term"),
        place=text(values, "place"),
        day=day(values, "date"),
        kind=MeetingKind(values["kind"]),
        present=figure(values, "present", least=1),
        board=_board(values, ()),
    )


def _board(values: Mapping[str, str], before: Iterable[BoardMember]) -> tuple[BoardMember, ...]:
    """Read the counting board, the head first (R2). A birth that was known of a member stays. Raises Wrong."""
    born = {member.name: member.born for member in before}
    people = [(text(values, "head"), "head"), *((name, "member") for name in names(values, "members"))]
    seen: set[str] = set()
    for name, _ in people:
        if known_as(name) in seen:
            raise Wrong("members", Sentence(key="draft.wrong.name_twice", params={"name": name}))
        seen.add(known_as(name))
    return tuple(BoardMember(name=name, role=role, born=born.get(name)) for name, role in people)


def board_sheet(draft: Draft) -> Sheet[Draft]:
    """Give the form of the counting board (R2, Art. 8)."""
    board = draft.congress.board
    heads = [member.name for member in board if member.role == "head"]
    members = [member.name for member in board if member.role != "head"]
    blanks = (_line("head", ", ".join(heads)), _line("members", ", ".join(members), longest=1000))

    def read(values: Mapping[str, str]) -> Draft:
        return replace(draft, congress=replace(draft.congress, board=_board(values, board)))

    return Sheet(
        title=Sentence(key="draft.form.board"), said=(Sentence(key="draft.said.board"),), blanks=blanks, read=read
    )


def congress_sheet(draft: Draft) -> Sheet[Draft]:
    """Give the form of the congress itself: its unit, its day, and the rules it goes by."""
    congress = draft.congress
    unit = congress.unit
    levels = dict.fromkeys([*_LEVELS, unit.level])
    known = {level: Sentence(key=f"draft.level.{level}") for level in _LEVELS}
    blanks = (
        _line("unit", unit.name),
        _line("code", unit.code, longest=_LONGEST_CODE),
        _line("superior", unit.superior or "", longest=_LONGEST_CODE),
        _line("level", unit.level, options=tuple((level, known.get(level, level)) for level in levels)),
        _line("name", congress.name),
        _line("term", congress.term),
        _line("place", congress.place),
        _line("date", written_day(congress.date)),
        _line("regulation", congress.regulation.id, options=tuple((one, one) for one in REGULATIONS)),
        _line("all_blank_boxes", congress.blank_boxes.value, options=_terms("draft.blank", BlankBoxes)),
    )

    def read(values: Mapping[str, str]) -> Draft:
        changed = replace(
            congress,
            unit=Unit(
                code=text(values, "code"),
                name=text(values, "unit"),
                level=values["level"],
                superior=values["superior"] or None,
            ),
            name=text(values, "name"),
            term=text(values, "term"),
            place=text(values, "place"),
            date=day(values, "date"),
            regulation=REGULATIONS[values["regulation"]],
            blank_boxes=BlankBoxes(values["all_blank_boxes"]),
        )
        return replace(draft, congress=changed)

    return Sheet(title=Sentence(key="draft.form.congress"), blanks=blanks, read=read)


def contest_sheet(draft: Draft, contest: Contest) -> Sheet[Contest]:
    """Give the form of a contest, be it new: its seats, who may stand, who votes (R9, R13)."""
    ids = [one.id for one in draft.contests]
    place = ids.index(contest.id) if contest.id in ids else None
    earlier = draft.contests[:place]
    pools: Options = ((_NONE, Sentence(key="draft.no_pool")), *((one.id, one.title) for one in earlier))
    meetings: Options = tuple((one.id, _meeting_words(one)) for one in draft.congress.meetings)
    alternates = [_line("alternates", str(contest.alternates))] if contest.kind is ContestKind.DELEGATES else []
    blanks = (
        _line("title", contest.title),
        _line("quota", str(contest.quota) if contest.quota else ""),
        _line("seats", str(contest.seats) if contest.seats else ""),
        *alternates,
        *([_line("pool", contest.pool or _NONE, options=pools)] if earlier else []),
        *([_line("meeting", contest.meeting, options=meetings)] if len(meetings) > 1 else []),
    )
    said = (Sentence(key="draft.said.seats"),)
    return Sheet(
        title=office(draft.congress, contest.kind),
        said=said,
        blanks=blanks,
        read=partial(_contest, contest),
    )


def _meeting_words(meeting: Meeting) -> Sentence:
    return Sentence(key=f"draft.meeting_of.{meeting.kind.value}", params={"summoned": meeting.roll.summoned})


def fresh(draft: Draft, kind: ContestKind, words: Words) -> Contest:
    """Give a new contest of a kind, before anything is said of it but what is usual."""
    is_cell = kind is ContestKind.COMMITTEE and draft.congress.unit.level == "cell"
    return Contest(
        id=free_id((one.id for one in draft.contests), kind),
        meeting=draft.congress.meetings[-1].id,
        kind=kind,
        title=words("draft.title.cell_committee" if is_cell else f"draft.title.{kind.value}"),
        quota=0,
        seats=0,
        candidates=(),
        pool=pool_for(draft, kind),
    )


def _contest(was: Contest, values: Mapping[str, str]) -> Contest:
    quota = figure(values, "quota", least=1)
    pool = values.get("pool", was.pool)
    return replace(
        was,
        title=text(values, "title"),
        quota=quota,
        seats=figure(values, "seats", least=1, most=quota),
        alternates=figure(values, "alternates") if "alternates" in values else was.alternates,
        pool=None if pool == _NONE else pool,
        meeting=values.get("meeting", was.meeting),
    )


def meeting_sheet(draft: Draft, contest: Contest) -> Sheet[Draft]:
    """Give the form of another meeting, at which a contest is voted on: the new committee's first, usually (R13)."""
    blanks = (
        _line("kind", MeetingKind.COMMITTEE.value, options=_terms("draft.meeting", MeetingKind)),
        _line("present"),
    )

    def read(values: Mapping[str, str]) -> Draft:
        meeting = Meeting(
            id=free_id((one.id for one in draft.congress.meetings), "meeting"),
            kind=MeetingKind(values["kind"]),
            roll=Roll(present=figure(values, "present", least=1)),
        )
        return with_contest(with_meeting(draft, meeting), replace(contest, meeting=meeting.id))

    return Sheet(
        title=Sentence(key="draft.form.meeting"), said=(Sentence(key="draft.said.meeting"),), blanks=blanks, read=read
    )
