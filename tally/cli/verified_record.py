"""A record that an audit is of: verified where a trust file is given; otherwise the page says that nobody did."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tally.cli.arguments import Arguments
from tally.cli.check_lines import check_fault
from tally.cli.commands import VALUES
from tally.cli.fingerprint_lines import write_fingerprint
from tally.cli.read_record import load_record, sound_content
from tally.cli.terminal import Terminal
from tally.cli.trusted import load_trust, pins
from tally.congress import Mode
from tally.faults import BadInput, Fault
from tally.record import note
from tally.record.document import Content
from tally.record.reading import Record
from tally.record.trust_chain import TrustChain
from tally.record.verify import verify

if TYPE_CHECKING:
    from tally.cli.page import Page

__all__ = ["Given", "load_given", "write_signed_or_not"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Given:
    """A record and what it says, reckoned again; ``trust`` is what it was verified by, None where it was not."""

    record: Record
    content: Content
    trust: TrustChain | None

    @property
    def is_verified(self) -> bool:
        """Whether every check of the record holds, who signed it among them."""
        return self.trust is not None


def load_given(arguments: Arguments, terminal: Terminal, path: str) -> Given:
    """Read a record that agrees with itself, and verify it if there is a trust file to do it by. Raises BadInput."""
    record = load_record(path)
    content = sound_content(terminal, path, record)
    if not arguments.values("--trust"):
        _check_not_asked(arguments)
        return Given(record=record, content=content, trust=None)
    trust = load_trust(arguments.values("--trust"), pins(arguments))
    expected = Mode.TRAINING if "--training" in arguments.options else Mode.REAL
    [verified] = verify([note.write(record.note)], trust, expected=expected)
    wrong = [check for check in verified.checks if not check.ok]
    if faults := [check_fault(terminal.words, path, check, "record_not_valid") for check in wrong]:
        raise BadInput(faults)
    return Given(record=record, content=content, trust=trust)


def _check_not_asked(arguments: Arguments) -> None:
    """Check that nothing else was asked of a verification that there is no trust file for. Raises BadInput."""
    if {"--pin", "--training"} & arguments.options.keys():
        params = {"command": str(arguments.command), "option": "--trust", "operand": VALUES["--trust"]}
        raise BadInput([Fault(path="tally", location="--trust", key="usage.no_option", params=params)])


def write_signed_or_not(page: "Page", trust: TrustChain | None) -> None:
    """Write that the record was verified, and by which trust file, or that nobody verified it, and how to do it."""
    words = page.words
    if trust is None:
        page.line(words("audit.not_verified"), style="bold yellow")
        return
    newest = trust.newest
    said = words("audit.verified", organisation=newest.organisation.name, version=str(newest.version))
    page.line(said, style="bold green")
    if not trust.pinned:
        digits = trust.fingerprint(newest.version)
        write_fingerprint(page, digits, words("audit.not_pinned"))
