"""The rules in force as a document: what ``tally rules --json`` writes (``rules/1``)."""

import datetime
from typing import Annotated, Literal

from pydantic import Field

from tally.files.document_parts import Document
from tally.regulation import Certainty

__all__ = ["ClausePart", "RulesDocument"]


class ClausePart(Document):
    """A clause; ``statement`` and ``readings`` are in the language asked for. Only one not ``to_check`` is law."""

    id: str
    article: str
    certainty: Certainty
    to_check: bool
    statement: str
    readings: list[str]


class RulesDocument(Document):
    """The clauses of a regulation. ``until`` is the first day on which it no longer holds."""

    schema_: Annotated[Literal["rules/1"], Field(serialization_alias="schema")]
    regulation: str
    since: datetime.date
    until: datetime.date | None
    documents: list[str]
    clauses: list[ClausePart]
