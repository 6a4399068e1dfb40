"""A whole paper in the Party's layout: head, type name, sections one after another, signatures, and its records."""

from collections.abc import Sequence
from dataclasses import dataclass

from tally.congress import Congress
from tally.papers.engine import Paper
from tally.papers.parts import Tree, frame
from tally.words import Words

__all__ = ["Official", "official"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Official:
    """What stands on a paper, from the top down.

    ``name`` is that of its type, ``subject`` what it is about. ``addressees`` stand above the text, ``recipients`` (a
    title and the lines under it) beside the signatures. ``proofs`` name the records it is made from.
    """

    name: str
    subject: Sequence[str]
    head: Tree
    addressees: Sequence[str] = ()
    opening: Sequence[str] = ()
    sections: Sequence[Tree | None]
    recipients: Tree | None = None
    signatures: Sequence[Sequence[Tree]] = ()
    proofs: Sequence[Tree] = ()
    is_wide: bool = False


def official(
    words: Words, congress: Congress, file: str, stands: Official, *, record: tuple[str, bytes] | None = None
) -> Paper:
    """Make the paper of that file name; the ``record`` of that name goes into the file."""
    tree: Tree = {
        **frame(words, congress, name=stands.name, subject=stands.subject),
        "landscape": int(stands.is_wide),
        "head": stands.head,
        "addressees": stands.addressees,
        "opening": stands.opening,
        "sections": [part for part in stands.sections if part is not None],
        "recipients": stands.recipients,
        "signatures": stands.signatures,
        "proofs": stands.proofs,
    }
    return Paper(name=file, template="official", tree=tree, made=congress.date, record=record)
