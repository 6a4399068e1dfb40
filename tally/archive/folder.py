"""Which folders are archives, so that a slip of the pen in a name makes none and is told."""

import os

from tally.archive.store import FILES, PROGRAMME, Problem, walk
from tally.faults import BadInput

__all__ = ["check_archive", "is_new"]


def check_archive(folder: str) -> None:
    """Check that a folder is an archive, so that nothing is made where there is none. Raises BadInput."""
    if not os.path.isdir(os.path.join(folder, FILES)):
        is_there = os.path.isdir(folder)
        none = Problem(domain="archive", key="not_archive") if is_there else Problem(domain="archive", key="not_there")
        raise BadInput([none.told_of(folder)])


def is_new(folder: str) -> bool:
    """Whether an archive would be made of a folder by bringing files in: it is not there, or empty.

    Raises BadInput for one that holds something else, and for what is no folder: whoever named it meant another.
    """
    if os.path.exists(folder) and not os.path.isdir(folder):
        raise BadInput([Problem(domain="archive", key="not_folder").told_of(folder)])
    if os.path.isdir(os.path.join(folder, FILES)) or os.path.isfile(os.path.join(folder, PROGRAMME)):
        return False
    if os.path.isdir(folder) and next(walk(folder), None):
        raise BadInput([Problem(domain="archive", key="of_others").told_of(folder)])
    return True
