"""The form of a trust file's text, ``trust/1``, and how much of each thing it may hold."""

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from tally.files.values import Day, FileModel, Several, Text, UnitCode
from tally.record.keyname import Role

__all__ = ["MOST_KEYS", "TrustModel"]

MOST_KEYS = 2_000
"""As many as there is room for; and no more than that are looked at one by one."""


class OrganisationModel(FileModel):
    """The organisation."""

    code: UnitCode
    name: Text


class ValidModel(FileModel):
    """The first and the last day of the congresses that the file is for."""

    first: Annotated[Day, Field(alias="from")]
    last: Annotated[Day, Field(alias="to")]


class ThresholdsModel(FileModel):
    """How many must sign a trust file, and a record."""

    trust: Several
    record: Several


class KeyModel(FileModel):
    """A key. Role and unit stand in its name too; ``proof`` is its own signature over its enrolment."""

    name: Text
    vkey: Text
    role: Role
    holder: Text
    unit: UnitCode
    proof: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9+/]{86}==$")]


class RevocationModel(FileModel):
    """A key that no longer counts, from which day, and why."""

    name: Text
    vkey: Text
    since: Annotated[Day, Field(alias="from")]
    reason: Text


class TrustModel(FileModel):
    """The text of a trust file, ``trust/1``."""

    schema_: Annotated[Literal["trust/1"], Field(alias="schema")]
    organisation: OrganisationModel
    version: Several
    previous: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")] | None
    valid: ValidModel
    thresholds: ThresholdsModel
    keys: Annotated[list[KeyModel], Field(max_length=MOST_KEYS)]
    revoked: Annotated[list[RevocationModel], Field(max_length=MOST_KEYS)]
