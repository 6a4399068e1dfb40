"""The forms in which a paper comes: to print, to go on writing, and to reckon with."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from tally.papers.draft import docx, has_draft
from tally.papers.engine import Paper, pdf
from tally.papers.sheets import has_tables, xlsx

__all__ = ["FORMS", "PRINTED", "Form"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Form:
    """A form: which papers come in it, and how it is made, which may raise NotPrintable."""

    has: Callable[[Paper], bool]
    make: Callable[[Paper], bytes]


PRINTED = "pdf"
"""The form that is the paper itself. Every paper has it, and it alone can be proved."""
FORMS: Mapping[str, Form] = {
    PRINTED: Form(has=lambda _: True, make=pdf),
    "docx": Form(has=has_draft, make=docx),
    "xlsx": Form(has=has_tables, make=xlsx),
}
"""Every form by the ending of its files."""
