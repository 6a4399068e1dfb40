"""What the box screen shows: five figures and what they come to, an excess, and how the papers are counted."""

from collections.abc import Mapping
from dataclasses import astuple, fields

from station.modals.form import Blank, Sheet
from station.screens.asking import figure
from station.session import Day
from station.session.box import BATCH, MOST_BALLOTS, MOST_ENTRIES, StartEntry
from station.session.round import Box, Way
from station.themes.ink import Ink
from station.widgets.big_notice import Kind, Notice
from station.widgets.drawing import Sentence
from station.widgets.figure_rows import Figure
from station.widgets.paragraphs import Paragraph
from tally.cli.sentences import cite
from tally.words import Words

__all__ = ["box_figures", "box_of", "box_said", "counted_in", "excess_notice", "start_sheet"]

NAMES = tuple(field.name for field in fields(Box))


def box_figures(counted: Mapping[str, int]) -> tuple[Figure, ...]:
    """Give a row for each figure; one that nobody has typed has none."""
    return tuple(
        Figure(
            key=name,
            label=Sentence(key=f"box.figure.{name}"),
            number=counted.get(name),
            note=Sentence(key=f"box.note.{name}"),
        )
        for name in NAMES
    )


def box_of(counted: Mapping[str, int]) -> Box | None:
    """Give the box once all five figures are there."""
    return Box(**counted) if counted.keys() == set(NAMES) else None


def counted_in(box: Box | None) -> dict[str, int]:
    """Give the figures of a box that was counted, by name; none before."""
    return {} if box is None else dict(zip(NAMES, astuple(box), strict=True))


def box_said(counted: Mapping[str, int], attending: int) -> tuple[Paragraph, ...]:
    """Say what the figures come to, as they are typed: what voters had, what came back, whether it agrees (R7)."""
    box = Box(**{**dict.fromkeys(NAMES, 0), **counted})
    said = []
    if {"issued", "unused", "spoiled"} <= counted.keys():
        said.append(_handed(box, attending))
    if box_of(counted) is None:
        return (*said, Paragraph(text=Sentence(key="box.incomplete"), ink=Ink.FAINT))
    found = box.collected + box.not_returned
    params = {"collected": box.collected, "not_returned": box.not_returned, "found": found, "handed": box.handed}
    if box.handed < 0:
        return tuple(said)
    if box.excess:
        more = Sentence(key="box.excess", params={**params, "n": box.excess})
        return (*said, Paragraph(text=more, ink=Ink.BAD))
    if box.adds_up:
        return (*said, Paragraph(text=Sentence(key="box.agrees", params=params), ink=Ink.GOOD))
    key = "box.too_few" if found < box.handed else "box.too_many"
    off = Sentence(key=key, params={**params, "n": abs(found - box.handed)})
    return (*said, Paragraph(text=off, ink=Ink.BAD))


def _handed(box: Box, attending: int) -> Paragraph:
    """Say how many ballots voters had, and whether that can be."""
    if box.handed < 0:
        return Paragraph(text=Sentence(key="box.more_back", params={"n": -box.handed}), ink=Ink.BAD)
    params = {"handed": box.handed, "issued": box.issued, "unused": box.unused, "spoiled": box.spoiled}
    if box.handed > attending:
        said = Sentence(key="box.more_than_attending", params={**params, "attending": attending})
        return Paragraph(text=said, ink=Ink.WARN)
    return Paragraph(text=Sentence(key="box.handed", params=params))


def excess_notice(day: Day, contest: str, words: Words) -> Notice:
    """Say that the contest stops, who must decide, and what the ways out are. Nothing is resolved here (R7)."""
    state, rules = day.contest(contest), day.the_congress.regulation
    kind = state.course.meeting.kind.value
    params = {"chair": words(f"report.chair.{kind}"), "body": words(f"report.body.{kind}")}
    return Notice(
        kind=Kind.STOP,
        title=Sentence(key="box.stop", params={"n": day.work(contest).excess}),
        said=(
            f"{words('box.stop_who', **params)} {cite(words, rules, 'R7.excess')}",
            Sentence(key="box.stop_ways", params=params),
        ),
    )


def start_sheet(contest: str, collected: int) -> Sheet[StartEntry]:
    """Ask how the papers are counted: by ballots or tally sheets, how many times, in batches of how many."""
    ways = tuple((way.value, Sentence(key=f"box.way.{way.value}")) for way in Way)
    times = tuple((str(n), Sentence(key=f"box.times.{n}")) for n in range(2, MOST_ENTRIES + 1))
    blanks = (
        Blank(key="way", label=Sentence(key="box.part.way"), options=ways),
        Blank(key="entries", label=Sentence(key="box.part.entries"), options=times),
        Blank(key="batch", label=Sentence(key="box.part.batch"), text=str(BATCH), longest=5),
    )

    def read(values: Mapping[str, str]) -> StartEntry:
        return StartEntry(
            contest=contest,
            way=Way(values["way"]),
            batch=figure(values, "batch", least=1, most=MOST_BALLOTS),
            entries=int(values["entries"]),
        )

    said = (Sentence(key="box.start_said", params={"n": collected}),)
    return Sheet(title=Sentence(key="box.start"), said=said, blanks=blanks, read=read)
