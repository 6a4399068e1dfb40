"""The methods that the bench sets side by side: each prepares its own form of the same ballots, then counts them.

``prepare`` is not timed. Every method gives the votes by candidate of the valid ballots, so that the bench can see that
all of them counted the same; a ballot that keeps more names than there are seats, or none, is invalid.
"""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

__all__ = ["METHODS", "Method", "Sample"]


@dataclass(frozen=True, kw_only=True)
class Sample:
    """Strike ballots: the CSV file as bytes, and one integer a ballot with a bit for each name struck out."""

    candidates: int
    seats: int
    text: bytes
    rows: list[int]

    def kept(self) -> list[frozenset[int]]:
        """Give the names kept on each ballot, places on the list from 0."""
        names = range(self.candidates)
        return [frozenset(name for name in names if not row >> name & 1) for row in self.rows]

    def valid_kept(self) -> list[frozenset[int]]:
        """Give the names kept on each valid ballot, for programs that cannot refuse one."""
        return [kept for kept in self.kept() if 0 < len(kept) <= self.seats]


@dataclass(frozen=True, kw_only=True)
class Method:
    """One way: ``prepare`` makes what ``count`` works on; ``count`` gives the votes, if the program has them."""

    name: str
    prepare: Callable[[Sample], Any]
    count: Callable[[Any], Sequence[int] | None]


def _paper(sample: Sample) -> Any:
    from tally.contest import Purpose
    from tally.course import BallotPaper

    numbers = tuple(range(1, sample.candidates + 1))
    return BallotPaper(purpose=Purpose.FIRST, candidates=numbers, seats=sample.seats)


def _tally_text(state: Any) -> Sequence[int]:
    from tally.files.ballots import read_ballots

    text, paper = state
    return _count(read_ballots("ballots.csv", text, paper), paper)


def _count(ballots: Any, paper: Any) -> Sequence[int]:
    from tally.contest import Round
    from tally.count import count_round

    held = Round(number=1, purpose=paper.purpose, issued=len(ballots), collected=len(ballots), ballots=ballots)
    return list(count_round(held, candidates=paper.candidates, seats=paper.seats).votes.values())


def _ballots(sample: Sample) -> Any:
    from tally.ballot import BallotKind, Ballots

    return Ballots(kind=BallotKind.STRIKE, candidates=_paper(sample).candidates, struck=sample.rows)


def _turned(sample: Sample) -> Any:
    from tally.count import turn

    return turn(_ballots(sample)), sample.seats


def _tally_alone(state: Any) -> Sequence[int]:
    from tally.count import sort_ballots

    turned, seats = state
    sorting = sort_ballots(turned, seats=seats)
    return list(sorting.votes(sorting.valid).values())


def _read_csv(text: str) -> None:
    for _row in csv.reader(io.StringIO(text)):
        pass


def _loop_text(state: Any) -> Sequence[int]:
    """What a careful programmer writes first: no checks of the file at all."""
    text, candidates, seats = state
    votes = [0] * candidates
    reader = csv.reader(io.StringIO(text.decode()))
    next(reader)
    for row in reader:
        struck = {int(number) - 1 for number in row[1].split()}
        if 0 < candidates - len(struck) <= seats:
            for candidate in range(candidates):
                if candidate not in struck:
                    votes[candidate] += 1
    return votes


def _loop_rows(state: Any) -> Sequence[int]:
    rows, candidates, seats = state
    votes = [0] * candidates
    for row in rows:
        if 0 < candidates - row.bit_count() <= seats:
            for candidate in range(candidates):
                if not row >> candidate & 1:
                    votes[candidate] += 1
    return votes


def _matrix(sample: Sample) -> Any:
    import numpy as np

    wide = (sample.candidates + 7) // 8
    packed = b"".join(row.to_bytes(wide, "little") for row in sample.rows)
    bits = np.unpackbits(np.frombuffer(packed, np.uint8).reshape(-1, wide), axis=1, bitorder="little")
    return np.ascontiguousarray(1 - bits[:, : sample.candidates]), sample.seats


def _numpy_masked(state: Any) -> Sequence[int]:
    kept, seats = state
    sums = kept.sum(axis=1)
    return [int(votes) for votes in kept[(sums > 0) & (sums <= seats)].sum(axis=0)]


def _numpy_rows(sample: Sample) -> Sequence[int]:
    return _numpy_masked(_matrix(sample))


def _numpy_columns(state: Any) -> Sequence[int]:
    """The layout that suits numpy best: a row of bytes for each candidate, and no copy of the valid ballots."""
    import numpy as np

    kept, seats = state
    sums = kept.sum(axis=0, dtype=np.uint16)
    valid = (sums > 0) & (sums <= seats)
    return [int(np.count_nonzero(row & valid)) for row in kept]


def _by_candidate(sample: Sample) -> Any:
    import numpy as np

    kept, seats = _matrix(sample)
    return np.ascontiguousarray(kept.T), seats


def _abcvoting_profile(sample: Sample) -> Any:
    from abcvoting.preferences import Profile

    profile = Profile(sample.candidates)
    profile.add_voters(sample.valid_kept())
    return profile, sample.seats


def _abcvoting(state: Any) -> None:
    from abcvoting import abcrules

    profile, seats = state
    abcrules.compute_av(profile, committeesize=seats, resolute=True)


def _votelib_votes(sample: Sample) -> Any:
    from collections import Counter

    kept = Counter(frozenset(str(name) for name in ballot) for ballot in sample.kept())
    return kept, sample.candidates, sample.seats


def _votelib(state: Any) -> Sequence[int]:
    from votelib.convert import ApprovalToSimpleVotes, InvalidVoteEliminator
    from votelib.vote import ApprovalVoteValidator

    votes, candidates, seats = state
    validator = ApprovalVoteValidator((1, seats))
    counted = ApprovalToSimpleVotes().convert(InvalidVoteEliminator(validator).convert(votes))
    return [counted.get(str(candidate), 0) for candidate in range(candidates)]


def _pref_voting_profile(sample: Sample) -> Any:
    from pref_voting.grade_profiles import GradeProfile

    kept = [dict.fromkeys(ballot, 1) for ballot in sample.valid_kept()]
    return GradeProfile(kept, [0, 1], candidates=list(range(sample.candidates)))


def _pref_voting(profile: Any) -> Sequence[int]:
    scores = profile.approval_scores()
    return [int(scores[candidate]) for candidate in profile.candidates]


METHODS = {
    "csv_reader": Method(
        name="csv.reader alone, from text", prepare=lambda sample: sample.text.decode(), count=_read_csv
    ),
    "tally_text": Method(
        name="tally: CSV text -> Count", prepare=lambda sample: (sample.text, _paper(sample)), count=_tally_text
    ),
    "loop_text": Method(
        name="plain loop: CSV text -> votes, no checks",
        prepare=lambda sample: (sample.text, sample.candidates, sample.seats),
        count=_loop_text,
    ),
    "tally_rows": Method(
        name="tally: rows -> Count",
        prepare=lambda sample: (_ballots(sample), _paper(sample)),
        count=lambda state: _count(*state),
    ),
    "loop_rows": Method(
        name="plain loop: rows -> votes",
        prepare=lambda sample: (sample.rows, sample.candidates, sample.seats),
        count=_loop_rows,
    ),
    "numpy_rows": Method(name="numpy masked, from the same rows", prepare=lambda sample: sample, count=_numpy_rows),
    "numpy_masked": Method(name="numpy masked, matrix ready", prepare=_matrix, count=_numpy_masked),
    "numpy_columns": Method(name="numpy by candidate, matrix ready", prepare=_by_candidate, count=_numpy_columns),
    "tally_alone": Method(name="tally alone, columns ready", prepare=_turned, count=_tally_alone),
    "abcvoting": Method(name="abcvoting av, profile ready", prepare=_abcvoting_profile, count=_abcvoting),
    "votelib": Method(name="votelib approval + validator, votes ready", prepare=_votelib_votes, count=_votelib),
    "pref_voting": Method(
        name="pref_voting approval scores, profile ready", prepare=_pref_voting_profile, count=_pref_voting
    ),
}
