"""Words that pages and papers put in the same way: votes with their share, a clause's article, whom a target counts."""

from tally.contest import Category, Target
from tally.percent import percent
from tally.words.catalogue import Words
from tally.words.figures import show_percent
from tally.words.lang import Lang

__all__ = ["article_of", "capital", "share", "target_name"]


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


def target_name(words: Words, target: Target) -> str:
    """Name the persons that a target of the plan counts (R16)."""
    match target.category:
        case Category.YOUNG:
            return words("report.target.young", below=str(target.below))
        case Category.AGE:
            return words("report.target.age", first=str(target.first), last=str(target.last))
        case Category.ATTRIBUTE:
            key = f"report.attribute.{target.name}"
            return words(key) if words.has(key) else words("report.target.attribute", name=str(target.name))
        case _:
            return words(f"term.category.{target.category}")
