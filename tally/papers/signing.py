"""Who signs a paper of the counting board: its head beside the chair of the body, then its other members."""

from collections.abc import Sequence

from tally.congress import BoardMember
from tally.course import Course
from tally.nomination import sitting
from tally.papers.parts import Tree, signature
from tally.words import Words

__all__ = ["board_and_chair", "leader"]

IN_A_ROW = 3
"""Members of the board who sign beside one another."""


def board_and_chair(words: Words, course: Course) -> list[list[Tree]]:
    """Give the blocks to sign, in rows. Whoever stepped out of the board for being on the list does not sign (R2)."""
    seated = sitting(course.congress.board, course.contest)
    head = leader(seated)
    first = [
        signature(behalf=words("paper.sign.board_head"), name=head.name if head else ""),
        signature(behalf=words(f"paper.sign.chair.{course.meeting.kind}")),
    ]
    members = [
        signature(position=words("paper.sign.board_member"), name=member.name)
        for member in seated
        if member is not head
    ]
    return [first, *(members[start : start + IN_A_ROW] for start in range(0, len(members), IN_A_ROW))]


def leader(board: Sequence[BoardMember]) -> BoardMember | None:
    """Give the head of these members of the board, if the head is among them."""
    return next((member for member in board if member.role == "head"), None)
