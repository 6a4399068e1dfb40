"""The entry log (nhật ký nhập phiếu) as a paper for the file: what was done at the station, by whom, and when.

Its rows come from the journal in words already. They tell of whole batches, never of a ballot or of the order in which
ballots came; nothing here can look deeper, for it is given no more.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tally.congress import Congress
from tally.papers.engine import Paper
from tally.papers.official import Official, official
from tally.papers.parts import CONGRESSES, Tree, code_of, head, section, signature, table, term_of
from tally.papers.signing import leader
from tally.words import Words

__all__ = ["LogPart", "entry_log"]

GROUP = 8
GROUPS_ON_A_LINE = 4


@dataclass(frozen=True, kw_only=True, slots=True)
class LogPart:
    """What was done on one day in one contest: a title, and rows: numbers of entries, the time, and what it was."""

    title: str | None
    rows: Sequence[tuple[str, str, str]]


def entry_log(
    words: Words,
    congress: Congress,
    file: str,
    parts: Sequence[LogPart],
    *,
    length: int,
    journal: bytes,
) -> Paper:
    """Write the log as a paper of that file name.

    ``length`` is how many entries the journal has, ``journal`` the hash of the last of them.
    """
    kind = next(
        (meeting.kind for meeting in congress.meetings if meeting.kind in CONGRESSES), congress.meetings[0].kind
    )
    headings = [words(f"slips.log.column.{column}") for column in ("entries", "time", "done")]
    board_head = leader(congress.board)
    stands = Official(
        name=words("slips.log.name"),
        subject=[congress.name, term_of(words, congress)],
        head={**head(words, congress, kind, symbol=""), "number": ""},  # it is filed, and has no number of its own
        opening=[words("slips.log.length", n=length), words("slips.log.secrecy")],
        sections=[section(part.title, table=table("log", headings, part.rows)) for part in parts],
        signatures=[
            [
                signature(behalf=words("paper.sign.board_head"), name=board_head.name if board_head else ""),
                signature(behalf=words("slips.log.operator")),
            ]
        ],
        proofs=[_journal(words, journal, length)],
    )
    return official(words, congress, file, stands)


def _journal(words: Words, journal: bytes, length: int) -> Tree:
    """Give what names the journal: the hash of its last entry, to compare by eye and by machine."""
    digits = journal.hex()
    groups = [digits[start : start + GROUP] for start in range(0, len(digits), GROUP)]
    lines = range(0, len(groups), GROUPS_ON_A_LINE)
    return {
        "code": code_of(digits),
        "title": words("slips.log.head"),
        "digits": [" ".join(groups[start : start + GROUPS_ON_A_LINE]) for start in lines],
        "lines": [words("slips.log.head_how", n=length)],
    }
