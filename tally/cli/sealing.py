"""What sealing takes from the count, and what it writes: the ballots as they were entered, the files of what was made.

A run that cannot write all takes back what it has written.
"""

from collections.abc import Callable, Mapping, Sequence

from tally.ballot import Ballots
from tally.course import Course
from tally.faults import BadInput, Fault
from tally.files.ballots import ballot_ids
from tally.files.disk import PRIVATE, PUBLIC, remove, write_new
from tally.record.making import Entered, File, Made

__all__ = ["entered", "write"]


def entered(
    courses: Sequence[Course], kept: Mapping[str, tuple[Ballots, bytes]], *, with_ids: bool
) -> dict[tuple[str, int], Entered]:
    """Give the ballots of each round that has any, by contest and round; with the id of each where it is asked for."""
    found = {}
    for index, course in enumerate(courses):
        for held in course.held:
            place = f"contests[{index}].rounds[{held.number - 1}].ballots"
            if place in kept:
                ballots, data = kept[place]
                ids = ballot_ids(place, data, held.paper) if with_ids else None
                found[course.contest.id, held.number] = Entered(ballots=ballots, ids=ids)
    return found


def write(made: Sequence[Made], path_of: Callable[[File], str]) -> None:
    """Write every file of these records, or none. Raises BadInput, which names what could not be taken back."""
    written: list[str] = []
    try:
        for file in (file for one in made for file in one.files):
            write_new(path_of(file), file.data, mode=PRIVATE if file.is_private else PUBLIC)
            written.append(path_of(file))
    except BaseException as why:
        left = remove(reversed(written))
        if left:
            told = why.faults if isinstance(why, BadInput) else ()
            raise BadInput([*told, *(Fault(path=path, location="-", key="left_behind") for path in left)]) from None
        raise
