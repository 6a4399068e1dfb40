"""What the comparison shows: the papers that differ, what is asked of one, and how far it is; never what was typed."""

from collections.abc import Mapping

from station.screens.read_back import Reader
from station.session.comparison import Difference, differences, differing_sheets
from station.session.doubts import doubtful
from station.session.marks import Mark
from station.session.phase import open_questions
from station.session.round import Place, RoundState, Way
from station.themes.ink import Ink
from station.widgets.data_rows import Cell, Column, Row
from station.widgets.drawing import Sentence
from station.widgets.paragraphs import Paragraph
from tally.ballot import BallotKind

__all__ = ["ANSWERS", "COLUMNS", "Answers", "compare_rows", "far", "headline", "question", "slipped"]

ANSWERS: Mapping[BallotKind, tuple[Mark, ...]] = {
    BallotKind.STRIKE: (Mark.STRUCK, Mark.KEPT),
    BallotKind.BOXES: (Mark.AGREE, Mark.DISAGREE, Mark.BLANK, Mark.BOTH),
}
"""What may stand beside a name, by its digit from 1."""
COLUMNS = (
    Column(key="place", heading=Sentence(key="compare.column.place"), width=18),
    Column(key="names", heading=Sentence(key="compare.column.names"), width=None, wraps=True),
    Column(key="state", heading=Sentence(key="station.column.state"), width=16),
)
Answers = Mapping[int, Mark]
MOST_NAMED = 3
"""Names of one paper that stand in its row, whole; where a paper was left out nearly all of them differ."""
SLIPPED = 3
"""So many papers that differ, one after the other up to the end of a batch, look like one paper left out."""


def compare_rows(work: RoundState, reader: Reader, answers: Mapping[Place, Answers]) -> tuple[Row, ...]:
    """Give a row for each paper that differs (of tally sheets: each batch), with the names, and how far it is."""
    sheets = [
        Row(
            key=f"{batch}.0",
            cells=(
                Cell(Sentence(key="station.batch", params={"batch": batch})),
                Cell(Sentence(key="compare.sheets")),
                Cell(Sentence(key="compare.count_again"), Ink.BAD),
            ),
        )
        for batch in differing_sheets(work)
    ]
    papers = [
        Row(
            key=f"{batch}.{paper}",
            cells=(
                Cell(Sentence(key="compare.place", params={"batch": batch, "paper": paper})),
                Cell(_named(one, reader)),
                _state(work, one, answers.get(one.place, {})),
            ),
        )
        for one in differences(work)
        for batch, paper in (one.place,)
    ]
    return (*sheets, *papers)


def _named(one: Difference, reader: Reader) -> str | Sentence:
    """Name whom entries differ on, and say how many more there are: each of them is asked for by name."""
    names = ", ".join(f"{number} {reader.names[number]}" for number in one.numbers[:MOST_NAMED])
    more = len(one.numbers) - MOST_NAMED
    return names if more <= 0 else Sentence(key="compare.more_names", params={"names": names, "n": more})


def _state(work: RoundState, one: Difference, answers: Answers) -> Cell:
    if answers:
        params = {"done": len(answers), "of": len(one.numbers)}
        return Cell(Sentence(key="compare.state.answered", params=params), Ink.WARN)
    if one.place in work.settled:
        return Cell(Sentence(key="compare.state.settled"), Ink.GOOD)
    return Cell(Sentence(key="compare.state.open"), Ink.WARN)


def far(work: RoundState) -> Mapping[str, int]:
    """Count the papers compared so far: alike, settled, left to settle, and doubtful, which are the board's."""
    compared = sum(work.sizes[batch - 1] for batch in work.batches if work.is_closed(batch))
    found, doubts = differences(work), len(doubtful(work))
    settled = sum(one.place in work.settled for one in found)
    in_doubt = sum(work.ruling(place) is None for place in doubtful(work))
    left = len(found) - settled
    same = compared - len(found) - sum(work.is_closed(batch) for batch, _ in doubtful(work))
    return {"papers": compared, "same": same, "settled": settled, "left": left, "doubts": doubts, "unruled": in_doubt}


def slipped(work: RoundState) -> tuple[int, int] | None:
    """Give the batch and paper from which on everything differs: a paper was left out there, or typed twice."""
    places = {one.place for one in differences(work)}
    for batch, size in enumerate(work.sizes, start=1):
        first = size + 1
        while (batch, first - 1) in places:
            first -= 1
        if size + 1 - first >= SLIPPED:
            return (batch, first)
    return None


def question(one: Difference | None, reader: Reader, answers: Answers, settled: Answers) -> tuple[Paragraph, ...]:
    """Ask for the next name of a paper that has no answer, under those that have one.

    Of a paper that is ``settled`` nothing is asked: what two people read on it is told, and how to read it anew.
    """
    if one is None:
        return ()
    if settled and not answers:
        read = (*question(one, reader, settled, {})[:-1],)
        return (*read, Paragraph(text=Sentence(key=f"compare.anew.{reader.paper.kind}"), ink=Ink.FAINT))
    kind, names = reader.paper.kind, reader.names
    said = [
        Paragraph(
            text=Sentence(key=f"compare.answer.{answers[number]}", params={"name": f"{number} {names[number]}"}),
            ink=Ink.ACCENT,
        )
        for number in one.numbers
        if number in answers
    ]
    left = [number for number in one.numbers if number not in answers]
    batch, paper = one.place
    if not left:
        return (*said, Paragraph(text=Sentence(key="compare.confirm"), ink=Ink.STRONG))
    params: dict[str, str | int] = {"batch": batch, "paper": paper, "name": f"{left[0]} {names[left[0]]}"}
    asked = Paragraph(text=Sentence(key=f"compare.question.{kind}", params=params), ink=Ink.STRONG)
    return (*said[-2:], asked, Paragraph(text=Sentence(key=f"compare.keys.{kind}"), ink=Ink.KEY))


def headline(work: RoundState, count: Mapping[str, int]) -> Sentence:
    """Say over the papers how many are left, or that nothing is."""
    if work.way is Way.SHEETS:
        return Sentence(key="compare.sheets_differ", params={"n": len(differing_sheets(work))})
    if not open_questions(work):
        return Sentence(key="compare.done")
    key = "compare.differ" if count["left"] else "compare.none_differ"
    return Sentence(key=key, params={**count, "n": count["left"] + count["settled"]})
