"""Write the JSON Schemas: ``python tools/schema.py`` writes docs/schema, ``… FOLDER`` writes there instead.

They are made from the pydantic models that read and write the documents, so that a schema never says anything else than
the program does. What a schema cannot say (that a run-off answers a tie, that numbers are unique) the program still
refuses.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, Field, RootModel, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaMode
from pydantic_core import core_schema

from station.board import Board
from station.exchange import EntryModel
from tally.archive.documents import AddedDocument, ListDocument, RecountedDocument, VerifiedDocument
from tally.archive.report.document import ReportDocument
from tally.archive.units.document import StatusDocument
from tally.archive.units.programme import ProgrammeModel
from tally.files.document_parts import CheckDocument, CountDocument, Document, ErrorsDocument
from tally.files.holidays import HolidaysModel
from tally.files.key_document import KeyShownDocument
from tally.files.models import MOST_CANDIDATES, CandidateModel, CongressFileModel, SittingModel
from tally.files.received_document import ReceivedDocument
from tally.files.rules_document import RulesDocument
from tally.files.spreadsheet_roll import MOST_SUMMONED
from tally.files.verifier_document import VerifierDocument
from tally.files.vote_documents import CardCountDocument, RatingCountDocument
from tally.files.votes import CardFileModel, RatingFileModel
from tally.papers.made_document import PaperCheckDocument, PapersDocument
from tally.record.audit_document import AuditPlanDocument, AuditReportDocument, OpenedDocument, OpeningCheckDocument
from tally.record.enrolment import EnrolmentModel
from tally.record.keyfile import KeyFileModel
from tally.record.made_documents import DiffDocument, SealedDocument, SignedDocument
from tally.record.models import RecordModel
from tally.record.trust_document import TrustDiffDocument, TrustSignedDocument
from tally.record.trust_model import TrustModel
from tally.record.verify_document import VerifyDocument

HOME = Path(__file__).parent.parent / "docs" / "schema"


class Candidates(RootModel[Annotated[list[CandidateModel], Field(min_length=1, max_length=MOST_CANDIDATES)]]):
    """The candidates of a contest as a list of their own: what ``tally import`` writes."""


class CountedRoll(SittingModel):
    """The roll of a meeting and how many persons are on it: what ``tally import --roll`` writes."""

    people: Annotated[int, Field(strict=True, ge=1, le=MOST_SUMMONED)]


DOCUMENTS: Mapping[str, type[BaseModel | Board]] = {
    "congress/1": CongressFileModel,
    "count/1": CountDocument,
    "check/1": CheckDocument,
    "rules/1": RulesDocument,
    "card/1": CardFileModel,
    "card-count/1": CardCountDocument,
    "rating/1": RatingFileModel,
    "rating-count/1": RatingCountDocument,
    "record/1": RecordModel,
    "trust/1": TrustModel,
    "enrolment/1": EnrolmentModel,
    "key/1": KeyFileModel,
    "verify/1": VerifyDocument,
    "verifier/1": VerifierDocument,
    "sealed/1": SealedDocument,
    "signed/1": SignedDocument,
    "diff/1": DiffDocument,
    "key-shown/1": KeyShownDocument,
    "trust-signed/1": TrustSignedDocument,
    "trust-diff/1": TrustDiffDocument,
    "opened/1": OpenedDocument,
    "opening-check/1": OpeningCheckDocument,
    "audit-plan/1": AuditPlanDocument,
    "audit-report/1": AuditReportDocument,
    "received/1": ReceivedDocument,
    "papers/1": PapersDocument,
    "paper-check/1": PaperCheckDocument,
    "entry/1": EntryModel,
    "board/1": Board,
    "programme/1": ProgrammeModel,
    "holidays/1": HolidaysModel,
    "archive-added/1": AddedDocument,
    "archive-verified/1": VerifiedDocument,
    "archive-recounted/1": RecountedDocument,
    "archive-list/1": ListDocument,
    "archive-status/1": StatusDocument,
    "archive-report/1": ReportDocument,
    "candidates": Candidates,
    "roll": CountedRoll,
    "errors": ErrorsDocument,
}
"""Every document that has a schema, by what stands under ``schema`` in it, which the last three have not. Read, or
written."""


class Published(GenerateJsonSchema):
    """The schema as people read it: no titles made up from keys, and a document written never has a null."""

    def field_title_should_be_set(self, schema: Any) -> bool:
        """Leave out titles that only repeat the key."""
        return False

    def dict_schema(self, schema: core_schema.DictSchema) -> dict[str, Any]:
        """Say that a key of another form is refused, where keys have a form."""
        described = super().dict_schema(schema)
        return described | {"additionalProperties": False} if "patternProperties" in described else described

    def nullable_schema(self, schema: core_schema.NullableSchema) -> dict[str, Any]:
        """In a document written, what was not set is left out."""
        return (
            self.generate_inner(schema["schema"]) if self.mode == "serialization" else super().nullable_schema(schema)
        )

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> dict[str, Any]:
        """In a document written, what is left out has no value."""
        return self.generate_inner(schema["schema"]) if self.mode == "serialization" else super().default_schema(schema)


def schema_text(name: str, model: type[BaseModel | Board]) -> str:
    """Give the schema of a document, as it is written if the program writes it, else as it is read."""
    mode: JsonSchemaMode = "serialization" if issubclass(model, Document) else "validation"
    schema = TypeAdapter(model).json_schema(by_alias=True, mode=mode, schema_generator=Published)
    if model is RecordModel:
        schema = _whole(schema)
    if model is Board:
        schema = _named(name, schema)
    schema |= {"$schema": Published.schema_dialect, "$id": name, "title": name}
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def _whole(schema: dict[str, Any]) -> dict[str, Any]:
    """Say of a record that every key is always there.

    But of a roll, which has the statuses of its kind of meeting, of decisions, which not every contest has, and of a
    biography, which not every person has, nor every part of it.
    """
    for name, part in [("", schema), *schema["$defs"].items()]:
        if name not in ("RollModel", "BiographyModel"):
            for rule in part.get("properties", {}).values():
                rule.pop("default", None)
            if "properties" in part:
                part["required"] = [key for key in part["properties"] if key not in ("decisions", "biography")]
    return schema


def _named(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    """Say of a document whose value does not bear its name that it does; and that no other key is ever there."""
    for part in (schema, *schema["$defs"].values()):
        if "properties" in part:
            part["additionalProperties"] = False
    schema["properties"]["schema"] = {"const": name, "type": "string"}
    schema["required"] = [*schema["required"], "schema"]
    return schema


def main(arguments: list[str]) -> None:
    """Write every schema into the folder named, or into docs/schema."""
    home = Path(arguments[0]) if arguments else HOME
    home.mkdir(parents=True, exist_ok=True)
    for name, model in DOCUMENTS.items():
        path = home / f"{name.replace('/', '-')}.schema.json"
        path.write_bytes(schema_text(name, model).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
