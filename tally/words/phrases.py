"""Words that pages and papers put in the same way: votes with their share, where a clause stands, a capital."""

from tally.percent import percent
from tally.words.catalogue import Words
from tally.words.figures import show_percent
from tally.words.lang import Lang

__all__ = ["article_of", "capital", "share"]


def article_of(words: Words, article: str) -> str:
    """Write where a clause stands, ``Art. 14``, ``Điều lệ Đảng`` or a year alone, in the language of the words."""
    if article.isdecimal():
        return words("report.text_of_year", year=article)
    if words.lang is Lang.VI:
        return article.replace("Art.", "Điều")
    return article.replace("Điều lệ Đảng", "Party Charter")


def share(words: Words, votes: int, base: int) -> tuple[str, str]:
    """Give votes as ``x/N`` and in per cent of N (R17)."""
    return words("report.votes", votes=votes, base=base), show_percent(percent(votes, base), words.lang)


def capital(text: str) -> str:
    """Begin a sentence with a capital letter."""
    return text[:1].upper() + text[1:]
