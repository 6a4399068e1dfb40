"""A round's ballots, committed and not published: the record holds a root and a size, the auditors hold the rest.

A ballot is written as its marks and the board's ruling on the paper (R6), nothing else: no number, time, place or
operator. After counting, the ballots are put into an order drawn by chance, so that nothing remains of the order in
which they were entered; then each gets 32 random bytes of salt, so that nobody can find a ballot by hashing the
patterns that it might bear. Leaf by leaf they make the tree (``merkle``) whose root the record holds.
"""

import base64
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tally.ballot import DEFECTS, BallotKind, Ballots, Reason
from tally.count import turn
from tally.record import canonical, merkle
from tally.record.canonical import Tree
from tally.record.chance import Random, drawn
from tally.record.refusal import Refused

__all__ = [
    "MOST_BALLOT_BYTES",
    "MOST_BYTES",
    "SALT_BYTES",
    "Ballot",
    "Committed",
    "ballots_of",
    "commit",
    "decoded",
    "each",
    "encoded",
    "permutation",
    "read",
    "read_ballot",
    "text_of",
    "write",
]

SALT_BYTES = 32
MOST_BALLOT_BYTES = 64 * 1024
MOST_BYTES = 8 * 1024 * 1024
"""The largest file of opened ballots."""
MOST_CANDIDATES = 1_000
MOST_NUMBER = 10_000_000
MOST_TRIES = 128
"""A sound source fails to give a number below a limit so many times running once in 2**128."""

_HEAD = re.compile(r"ballots/1\nsize [0-9]+\nroot (?P<root>[^\n]*)\n\n")
_DEFECT_OF: Mapping[Tree, Reason | None] = {None: None, **{reason.value: reason for reason in DEFECTS}}


@dataclass(frozen=True, kw_only=True, slots=True)
class Ballot:
    """One ballot by itself: the numbers marked, from low to high, and the defect that the board ruled on (R6).

    A strike ballot has ``struck`` alone, a boxes ballot ``agree`` and ``disagree``.
    """

    kind: BallotKind
    struck: tuple[int, ...] = ()
    agree: tuple[int, ...] = ()
    disagree: tuple[int, ...] = ()
    defect: Reason | None = None

    def written(self) -> bytes:
        """Give the ballot's one spelling, the document ``ballot/1``."""
        tree: dict[str, Tree] = {
            "schema": "ballot/1",
            "kind": self.kind.value,
            "defect": self.defect.value if self.defect else None,
        }
        if self.kind is BallotKind.STRIKE:
            return canonical.write(tree | {"struck": list(self.struck)})
        return canonical.write(tree | {"agree": list(self.agree), "disagree": list(self.disagree)})


@dataclass(frozen=True, kw_only=True, slots=True)
class Committed:
    """The ballots of a round as they are committed: ballot *i* and salt *i* make leaf *i* of the tree under ``root``.

    Only ``root`` and ``size`` are for the record. Salts and ballots together open the commitment: they go to the
    auditors, sealed.
    """

    root: bytes
    salts: tuple[bytes, ...]
    ballots: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """How many ballots there are."""
        return len(self.ballots)

    @property
    def leaves(self) -> tuple[bytes, ...]:
        """What is hashed as the leaves of the tree: each salt with its ballot after it."""
        return _leaves(self.salts, self.ballots)


def commit(ballots: Ballots, *, order: Sequence[int], random: Random) -> Committed:
    """Commit to the ballots of a counted round, with salts from ``random``.

    ``order`` is a ``permutation`` drawn for this once: leaf *i* is the ballot at place ``order[i]``, from 0. It tells
    how the ballots were entered: beside the finding list it is not to be kept.

    Raises Refused: ``too_many_leaves``, and ``random_source_fails`` for a source that gives too few bytes or the same
    salt twice. Raises ValueError for ballots that could not have been counted, and for an order that is none of them.
    """
    turn(ballots)  # finds marks that are not on the list, and defects of ballots that are not there
    if sorted(order) != list(range(len(ballots))):
        msg = "not an order of these ballots"
        raise ValueError(msg)
    written = [ballot.written() for ballot in each(ballots)]
    salts = tuple(drawn(random, SALT_BYTES) for _ in written)
    if len(set(salts)) < len(salts):
        raise Refused("random_source_fails")
    return _committed(salts, tuple(written[place] for place in order))


def permutation(size: int, random: Random) -> tuple[int, ...]:
    """Draw an order of the places 0 to ``size`` - 1, every order as likely as any other (Fisher and Yates).

    Raises Refused (``random_source_fails``) for a source that is broken.
    """
    order = list(range(size))
    for last in range(size - 1, 0, -1):
        other = _below(last + 1, random)
        order[last], order[other] = order[other], order[last]
    return tuple(order)


def each(ballots: Ballots) -> Iterator[Ballot]:
    """Give the ballots of a round one by one, in their order."""
    by_number = sorted(enumerate(ballots.candidates), key=lambda candidate: candidate[1])

    def marked(masks: Sequence[int], place: int) -> tuple[int, ...]:
        return tuple(number for bit, number in by_number if masks[place] >> bit & 1) if masks else ()

    for place in range(len(ballots)):
        yield Ballot(
            kind=ballots.kind,
            struck=marked(ballots.struck, place),
            agree=marked(ballots.agree, place),
            disagree=marked(ballots.disagree, place),
            defect=ballots.defects.get(place),
        )


def ballots_of(ballots: Iterable[Ballot], *, kind: BallotKind, candidates: Sequence[int]) -> Ballots:
    """Put ballots together as those of one round, so that they can be counted.

    Raises Refused: ``another_kind_of_ballot``, ``unknown_candidate`` for a number off the list.
    """
    bits = {number: 1 << place for place, number in enumerate(candidates)}
    papers = list(ballots)

    def mask(numbers: tuple[int, ...]) -> int:
        if off := [number for number in numbers if number not in bits]:
            raise Refused("unknown_candidate", number=off[0])
        return sum(bits[number] for number in numbers)

    if any(paper.kind is not kind for paper in papers):
        raise Refused("another_kind_of_ballot", expected=kind.value)
    defects = {place: paper.defect for place, paper in enumerate(papers) if paper.defect}
    if kind is BallotKind.STRIKE:
        struck = tuple(mask(paper.struck) for paper in papers)
        return Ballots(kind=kind, candidates=tuple(candidates), struck=struck, defects=defects)
    agree = tuple(mask(paper.agree) for paper in papers)
    disagree = tuple(mask(paper.disagree) for paper in papers)
    return Ballots(kind=kind, candidates=tuple(candidates), agree=agree, disagree=disagree, defects=defects)


def read_ballot(data: bytes) -> Ballot:
    """Read a ballot's one spelling. Raises Refused: as ``canonical.read`` does, ``too_large``, ``not_a_ballot``."""
    if len(data) > MOST_BALLOT_BYTES:
        raise Refused("too_large", most=MOST_BALLOT_BYTES)
    match canonical.read(data):
        case {"schema": "ballot/1", "kind": "strike", "defect": defect, "struck": struck, **rest} if not rest:
            return Ballot(kind=BallotKind.STRIKE, struck=_numbers(struck), defect=_defect(defect))
        case {"schema": "ballot/1", "kind": "boxes", "defect": defect, "agree": yes, "disagree": no, **rest} if (
            not rest
        ):
            return Ballot(kind=BallotKind.BOXES, agree=_numbers(yes), disagree=_numbers(no), defect=_defect(defect))
    raise Refused("not_a_ballot")


def write(committed: Committed) -> bytes:
    """Give the opened ballots as text, in the order of the tree; this is what is sealed for the auditors.

    Raises Refused (``too_large``) above ``MOST_BYTES``.
    """
    head = ["ballots/1", f"size {committed.size}", f"root {encoded(committed.root)}", ""]
    pairs = zip(committed.salts, committed.ballots, strict=True)
    data = "\n".join([*head, *(f"{encoded(salt)} {encoded(ballot)}" for salt, ballot in pairs), ""]).encode()
    if len(data) > MOST_BYTES:
        raise Refused("too_large", most=MOST_BYTES)
    return data


def read(data: bytes) -> Committed:
    """Read opened ballots, and build their tree again.

    Raises Refused: ``too_large``, ``not_ballots`` for another form, ``root_differs`` for ballots that are not those of
    the root above them, and what ``read_ballot`` has against one of them.
    """
    text = text_of(data, MOST_BYTES)
    head = _HEAD.match(text)
    if not head:
        raise Refused("not_ballots")
    salts, ballots = [], []
    read_before = set[bytes]()  # most papers of a round are marked as others are
    for line in text[head.end() :].split("\n")[:-1]:
        salt, _, ballot = line.partition(" ")
        salts.append(decoded(salt))
        ballots.append(decoded(ballot))
        if len(salts[-1]) != SALT_BYTES:  # before a million lines are looked at that are none
            raise Refused("not_ballots")
        if ballots[-1] not in read_before:
            read_ballot(ballots[-1])
            read_before.add(ballots[-1])
    committed = _committed(tuple(salts), tuple(ballots))
    if committed.root != decoded(head["root"]):
        raise Refused("root_differs")
    if write(committed) != data:
        raise Refused("not_ballots")
    return committed


def text_of(data: bytes, most: int) -> str:
    """Give the text of a file that must be plain ASCII and at most so long. Raises Refused otherwise."""
    if len(data) > most:
        raise Refused("too_large", most=most)
    try:
        return data.decode("ascii")
    except UnicodeDecodeError as error:
        raise Refused("not_ascii", byte=error.start) from None


def encoded(data: bytes) -> str:
    """Give bytes as text (base64, RFC 4648 section 4)."""
    return base64.b64encode(data).decode()


def decoded(text: str) -> bytes:
    """Give the bytes that the text stands for. Raises Refused (``not_base64``) unless it is their one spelling."""
    try:
        data = base64.b64decode(text, validate=True)
    except ValueError:
        raise Refused("not_base64") from None
    if encoded(data) != text:
        raise Refused("not_base64")
    return data


def _committed(salts: tuple[bytes, ...], ballots: tuple[bytes, ...]) -> Committed:
    return Committed(root=merkle.root(_leaves(salts, ballots)), salts=salts, ballots=ballots)


def _leaves(salts: tuple[bytes, ...], ballots: tuple[bytes, ...]) -> tuple[bytes, ...]:
    return tuple(salt + ballot for salt, ballot in zip(salts, ballots, strict=True))


def _below(limit: int, random: Random) -> int:
    """Draw a number below the limit, each as likely as any other: a draw that is not below it is thrown away."""
    bits = (limit - 1).bit_length()
    for _ in range(MOST_TRIES):
        number = int.from_bytes(drawn(random, (bits + 7) // 8), "big") >> -bits % 8
        if number < limit:
            return number
    raise Refused("random_source_fails")


def _numbers(node: Tree) -> tuple[int, ...]:
    if not isinstance(node, list) or len(node) > MOST_CANDIDATES:
        raise Refused("not_a_ballot")
    numbers = [number for number in node if type(number) is int and 0 <= number <= MOST_NUMBER]
    if len(numbers) < len(node) or any(low >= high for low, high in pairwise(numbers)):
        raise Refused("not_a_ballot")
    return tuple(numbers)


def _defect(node: Tree) -> Reason | None:
    if not isinstance(node, str | None) or node not in _DEFECT_OF:
        raise Refused("not_a_ballot")
    return _DEFECT_OF[node]
