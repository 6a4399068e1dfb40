"""Bytes -> a record, and the record reckoned again from what is in it.

``read`` takes the form: a signed note, one canonical document, every value of its kind. ``reckon`` takes the congress,
the list, the roll and the sums of each round out of it, and decides the contest anew by the same rules as the count;
what the record itself says of base, outcome, structure and findings is not looked at on the way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from types import SimpleNamespace
from typing import cast

from tally.congress import Congress, Mode
from tally.contest import Contest, Round, Totals
from tally.course import Course, begin
from tally.faults import BadInput
from tally.files.congress_checks import Faults, check_contest, check_meeting, check_regulation
from tally.files.congress_file import candidate_of, congress_of, contest_of
from tally.files.models import CongressFileModel, ContestModel
from tally.files.values import validated_json
from tally.nomination import Pool
from tally.record import note
from tally.record.canonical import Tree
from tally.record.claims import Decided
from tally.record.document import Commitment, Content, Frame, Journal, Observation
from tally.record.form import read_object
from tally.record.models import RecordModel, RoundModel
from tally.record.refusal import Refused
from tally.record.rules import regulation_of
from tally.result import result_of
from tally.rounds import DoesNotAnswer, hold

__all__ = ["Record", "decided", "read", "read_text", "reckon"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Record:
    """A record that could be read. Nothing in it is proved yet: that is ``verify``.

    ``text`` is what is signed, ``tree`` its document and ``model`` the same, value by value.
    """

    note: note.Note
    tree: dict[str, Tree]
    model: RecordModel

    @property
    def text(self) -> bytes:
        """The bytes that are signed."""
        return self.note.text.encode()

    @property
    def hash(self) -> bytes:
        """The SHA-256 of the text: what the next record, an opening and the fingerprint on paper name it by."""
        return sha256(self.text).digest()

    @property
    def is_training(self) -> bool:
        """Whether it is of an exercise, and so proves nothing about any congress."""
        return self.model.mode is Mode.TRAINING

    @property
    def rounds(self) -> list[dict[str, Tree]]:
        """The rounds as the document has them."""
        return cast("list[dict[str, Tree]]", self.tree["rounds"])

    @property
    def commitments(self) -> tuple[Commitment | None, ...]:
        """What each round commits to; None where the board counted on tally sheets."""
        return tuple(_commitment(held) for held in self.model.rounds)


def read(data: bytes) -> Record:
    """Read a record from its bytes.

    Raises Refused: what ``note.parse`` and ``canonical.read`` raise, and ``bad_record`` with the ``location`` of the
    first value that is not as it should be and the ``fault`` in it.
    """
    signed = note.parse(data)
    tree, model = read_text(signed.text.encode())
    return Record(note=signed, tree=tree, model=model)


def read_text(text: bytes) -> tuple[dict[str, Tree], RecordModel]:
    """Read the text of a record, signed or not. Raises Refused as ``read`` does."""
    tree = read_object(text, "bad_record")
    faults = Faults("record")
    try:
        model = validated_json(RecordModel, "record", text)
        _check(model, faults)
    except BadInput as bad:
        faults[:] = bad.faults
    if faults:  # a round is checked as a congress file has it: within its contest, its votes within its totals
        location = faults[0].location.replace("contest.rounds", "rounds").replace(".totals.votes.", ".votes.")
        raise Refused("bad_record", location=location, fault=faults[0].key)
    return tree, model


def reckon(model: RecordModel) -> Content:
    """Decide the contest of a record again from its list, its roll and the sums of its rounds.

    Raises Refused: ``votes_of_another_list`` for a round whose votes are not of the persons on its list, and
    ``round_does_not_answer`` for one that the outcome before it does not allow; each with the ``round``.
    """
    congress, contest, pool = _congress(model), contest_of(model.contest), _pool(model)
    course = _course(congress, contest, model.rounds)
    return Content(
        frame=_frame(model),
        result=result_of(course, pool),
        pool=pool,
        commitments=tuple(map(_commitment, model.rounds)),
    )


def decided(content: Content, number: int) -> Decided:
    """Give a round as an audit holds it against the paper. Raises Refused (``no_such_round``)."""
    course = content.result.course
    for held in course.held:
        if held.number == number:
            return Decided(
                count=held.count,
                outcome=held.outcome,
                base=held.base,
                is_run_off=held.is_run_off,
                blank_boxes=course.congress.blank_boxes,
            )
    raise Refused("no_such_round", round=number)


def _check(model: RecordModel, faults: Faults) -> None:
    """Note what the parts of a record cannot be to each other, as the parts of a congress file cannot."""
    check_regulation(model.regulation, faults)
    check_meeting("meeting", model.meeting, faults)
    contest = cast("ContestModel", SimpleNamespace(**vars(model.contest), rounds=list(map(_held, model.rounds))))
    check_contest("contest", contest, _file(model), faults)
    if contest.meeting != model.meeting.id:
        faults.note("contest.meeting", "bad_value.unknown_meeting", id=contest.meeting)
    if contest.pool != (model.pool.contest if model.pool else None):
        faults.note("contest.pool", "bad_value.unknown_pool", id=str(contest.pool))


def _file(model: RecordModel) -> CongressFileModel:
    """Give the congress of a record as its file has it, value by value: what was read is not checked again."""
    return cast("CongressFileModel", SimpleNamespace(**vars(model), meetings=[model.meeting]))


def _held(held: RoundModel) -> SimpleNamespace:
    """Give a round of a record as a congress file has it that was counted on tally sheets."""
    totals = SimpleNamespace(votes={str(votes.number): votes.votes for votes in held.votes})
    return SimpleNamespace(
        number=held.number, purpose=held.purpose, candidates=held.candidates, ballots=None, totals=totals
    )


def _congress(model: RecordModel) -> Congress:
    return replace(congress_of(_file(model)), regulation=regulation_of(model.regulation, model.rules))


def _pool(model: RecordModel) -> Pool | None:
    pool = model.pool
    if pool is None:
        return None
    may_stand = tuple(candidate_of(person) for person in pool.may_stand)
    return Pool(contest=pool.contest, seats=pool.seats, voted=pool.voted, may_stand=may_stand)


def _course(congress: Congress, contest: Contest, rounds: Sequence[RoundModel]) -> Course:
    course = begin(congress, contest)
    for held in rounds:
        votes = {votes.number: votes.votes for votes in held.votes}
        if votes.keys() != set(held.candidates):
            raise Refused("votes_of_another_list", round=held.number)
        reasons = {reason.value: figure for reason, figure in held.invalid.items()}
        totals = Totals(valid=held.ballots.valid, invalid=held.ballots.invalid, votes=votes, reasons=reasons)
        counted = Round(
            number=held.number,
            purpose=held.purpose,
            issued=held.ballots.issued,
            collected=held.ballots.collected,
            ballots=totals,
            candidates=tuple(held.candidates),
            seats=held.seats,
        )
        try:
            course = hold(course, counted)
        except DoesNotAnswer:
            raise Refused("round_does_not_answer", round=held.number) from None
    return course


def _frame(model: RecordModel) -> Frame:
    journal = model.journal
    return Frame(
        sequence=model.sequence,
        previous=_bytes(model.previous),
        replaces=_bytes(model.replaces),
        trust=bytes.fromhex(model.trust),
        station=model.station,
        software=model.software,
        journal=Journal(head=_bytes(journal.head), length=journal.length),
        air_gap=tuple(Observation(check=seen.check, clear=seen.clear, seen=seen.seen) for seen in model.air_gap),
    )


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else bytes.fromhex(text)


def _commitment(held: RoundModel) -> Commitment | None:
    made = held.commitment
    return Commitment(root=bytes.fromhex(made.root), size=made.size) if made else None
