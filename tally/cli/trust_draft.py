"""``tally trust new``, ``add``, ``revoke``, ``thresholds`` and ``valid``: each writes a draft, to be signed."""

import re
from datetime import date
from typing import Annotated

from pydantic import Field

from tally.cli.arguments import Arguments
from tally.cli.numbers import number
from tally.cli.refusals import about
from tally.cli.terminal import Terminal
from tally.cli.trust_page import write_draft
from tally.faults import BadInput, Fault
from tally.files.disk import check_absent, load_bytes, write_new
from tally.files.strict import shown
from tally.files.values import FileModel, Text, UnitCode, validated
from tally.record import enrolment, trust, trust_edit
from tally.record.keyname import KeyName
from tally.record.note import MOST_SIGNATURES
from tally.record.trust import LEAST_THRESHOLD, Organisation, Thresholds, Trust, TrustFile

__all__ = ["add", "new", "revoke", "thresholds", "valid"]

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


class _NewAsked(FileModel):
    """Whose trust file is asked for."""

    name: Annotated[Text, Field(alias="--organisation")]
    code: Annotated[UnitCode, Field(alias="--unit")]


class _RevocationAsked(FileModel):
    """Why a key is to be revoked."""

    reason: Annotated[Text, Field(alias="--reason")]


def new(arguments: Arguments, terminal: Terminal) -> int:
    """Begin a trust file. Raises BadInput."""
    given = {option: arguments.value(option) for option in ("--organisation", "--unit")}
    asked = validated(_NewAsked, "tally", given)
    first, last = _day(arguments, "--from"), _day(arguments, "--to")
    needed = Thresholds(
        trust=_needed(arguments, "trust", LEAST_THRESHOLD), record=_needed(arguments, "record", LEAST_THRESHOLD)
    )
    with about("tally", place="--to"):
        draft = trust_edit.begin(
            Organisation(code=asked.code, name=asked.name), valid_from=first, valid_to=last, thresholds=needed
        )
    return _write(arguments, terminal, draft, None)


def add(arguments: Arguments, terminal: Terminal) -> int:
    """Add the keys of enrolments. Raises BadInput with what is wrong with any of them."""
    before, draft = _read(arguments)
    namesake = "--namesake" in arguments.options
    faults: list[Fault] = []
    for path in arguments.operands[1:]:
        try:
            with about(path):
                draft = trust_edit.add(draft, enrolment.read(load_bytes(path)), namesake=namesake)
        except BadInput as bad:
            faults += bad.faults
    if faults:
        raise BadInput(faults)
    return _write(arguments, terminal, draft, before)


def revoke(arguments: Arguments, terminal: Terminal) -> int:
    """Revoke a key. Raises BadInput."""
    before, draft = _read(arguments)
    asked = validated(_RevocationAsked, "tally", {"--reason": arguments.value("--reason")})
    since = _day(arguments, "--from")
    with about("tally", place="--name"):
        name = KeyName.parse(arguments.value("--name"))
        draft = trust_edit.revoke(draft, name, since=since, reason=asked.reason)
    return _write(arguments, terminal, draft, before)


def thresholds(arguments: Arguments, terminal: Terminal) -> int:
    """Set how many must sign: one figure or both; what is not given stays. Raises BadInput."""
    if not (arguments.value("--trust-threshold") or arguments.value("--record-threshold")):
        params = {"command": "trust thresholds", "option": "--trust-threshold", "operand": "N"}
        raise BadInput([Fault(path="tally", location="--trust-threshold", key="usage.no_option", params=params)])
    before, draft = _read(arguments)
    needed = Thresholds(
        trust=_needed(arguments, "trust", draft.thresholds.trust),
        record=_needed(arguments, "record", draft.thresholds.record),
    )
    return _write(arguments, terminal, trust_edit.set_thresholds(draft, needed), before)


def valid(arguments: Arguments, terminal: Terminal) -> int:
    """Set the days of the congresses that the file is for. Raises BadInput."""
    before, draft = _read(arguments)
    first, last = _day(arguments, "--from"), _day(arguments, "--to")
    with about("tally", place="--to"):
        draft = trust_edit.set_validity(draft, valid_from=first, valid_to=last)
    return _write(arguments, terminal, draft, before)


def _read(arguments: Arguments) -> tuple[TrustFile, Trust]:
    """Give the file named, and the draft that is to be changed: its own, or of the version after a signed one."""
    path = arguments.file()
    check_absent([arguments.value("--output")])
    with about(path):
        file = trust.read(load_bytes(path))
        return file, trust_edit.successor(file) if file.note else file.trust


def _write(arguments: Arguments, terminal: Terminal, draft: Trust, before: TrustFile | None) -> int:
    """Write a draft, read again as everybody will read it, and say what it changes and what it still lacks."""
    path = arguments.value("--output")
    with about(path):
        file = trust.read(trust.text_of(draft).encode())
    write_new(path, file.text.encode())
    if terminal.as_json:
        terminal.write(file.text)
        return 0
    page = terminal.page()
    write_draft(page, path, file, before)
    terminal.show(page)
    return 0


def _needed(arguments: Arguments, part: str, otherwise: int) -> int:
    """Give how many must sign a trust file or a record, as it was asked for. Raises BadInput."""
    return number(arguments, f"--{part}-threshold", least=LEAST_THRESHOLD, most=MOST_SIGNATURES) or otherwise


def _day(arguments: Arguments, option: str) -> date:
    """Give the day that stands for an option. Raises BadInput."""
    text = arguments.value(option)
    try:
        if _DAY.fullmatch(text):
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise BadInput([Fault(path="tally", location=option, key="usage.not_a_day", params={"given": shown(text)})])
