"""Sentences by key, from the GNU gettext catalogues under ``locale/``.

A key such as ``finding.not_quorate`` stands in the domain its first part names; a domain is read when a key of it is
first asked for. Placeholders are ``{name}``. What is put in their place is text and is never read as a template.
"""

from collections.abc import Iterable
from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from string import Formatter

from tally.words.figures import show_number
from tally.words.lang import Lang

__all__ = ["Words"]

LOCALE = Path(__file__).parent / "locale"


class Words:
    """The words of one language. Called with a key and its parameters, it gives the sentence."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def __call__(self, key: str, /, **params: str | int) -> str:
        """Give the sentence of ``key`` with ``params`` in its placeholders.

        An integer is a figure and is written as one (10.001, in English 10,001); what merely looks like one, a year
        or an id, is passed as text. An entry with plural forms takes ``n``, which chooses the form and need not
        stand in it.

        A parameter that the entry does not name is left out. Raises KeyError for a key that no catalogue has, and
        ValueError if a parameter of the entry is missing: both are mistakes in the program.
        """
        n = params.get("n")
        text, has_forms = self._entry(key, n if isinstance(n, int) else 1)
        if not text:
            raise KeyError(key)
        placeholders = {name for _, name, _, _ in Formatter().parse(text) if name is not None}
        if has_forms:
            placeholders.add("n")
        if not placeholders <= params.keys():
            msg = f"{key}: takes {sorted(placeholders)}, was given {sorted(params)}"
            raise ValueError(msg)
        return text.format_map({name: self._text(value) for name, value in params.items()})

    def has(self, key: str) -> bool:
        """Whether there is an entry for ``key``; for codes that are data, such as the level of a unit."""
        text, _ = self._entry(key, 1)
        return bool(text)

    def join(self, items: Iterable[str]) -> str:
        """Write a list out: ``a, b và c``, in English ``a, b and c``. No items give no text."""
        *first, last = (*items,) or ("",)
        return self("term.list", first=", ".join(first), last=last) if first else last

    def _entry(self, key: str, n: int) -> tuple[str, bool]:
        """Give the text of the entry, empty if there is none, and whether it has plural forms."""
        catalogue = _catalogue(self.lang, key.partition(".")[0])
        form = catalogue.ngettext(key, key, n)
        return (form, True) if form else (catalogue.gettext(key), False)

    def _text(self, value: str | int) -> str:
        return show_number(value, self.lang) if isinstance(value, int) else value


class _Nothing(NullTranslations):
    """Answers for a key that the catalogue does not have: with no text at all."""

    def gettext(self, message: str) -> str:
        return ""

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return ""


@cache
def _catalogue(lang: Lang, domain: str) -> NullTranslations:
    path = LOCALE / lang / "LC_MESSAGES" / f"{domain}.mo"
    if not path.is_file():
        return _Nothing()
    with path.open("rb") as file:
        catalogue = GNUTranslations(file)
    catalogue.add_fallback(_Nothing())
    return catalogue
