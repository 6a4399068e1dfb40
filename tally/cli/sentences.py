"""What the command writes into its sentences: the clause it rests on, and text from a file on one line."""

import unicodedata

from tally.regulation import Regulation
from tally.words import Words
from tally.words.phrases import article_of

__all__ = ["cite", "one_line"]

_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")


def cite(words: Words, regulation: Regulation, clause_id: str) -> str:
    """Name a clause in brackets: its rule, its article, and whether its words are still to be checked.

    ``tally rules`` shows every clause of a rule; the part of the id after the full stop is for documents.
    """
    clause = regulation.clause(clause_id)
    parts = [clause.rule]
    if clause.article:
        parts.append(article_of(words, clause.article))
    if clause.to_check:
        parts.append(words("term.to_check"))
    return f"({'; '.join(parts)})"


def one_line(text: str) -> str:
    """Write out what cannot be seen, a line break or a control character from a file or its name, as its code."""
    return "".join(
        character.encode("unicode_escape").decode() if unicodedata.category(character) in _UNSEEN else character
        for character in text
    )
