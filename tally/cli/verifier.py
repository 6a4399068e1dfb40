"""``tally verifier``: the auditor's page, which checks records on a computer that has a browser and nothing else."""

from hashlib import sha256

from tally.cli.arguments import Arguments
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.files.disk import write_new
from tally.files.documents import written
from tally.files.verifier_document import VerifierDocument
from tally.verifier import page

__all__ = ["run"]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Write the page into a new file, and say its SHA-256. Raises BadInput if a file is there; returns 0."""
    output, data = arguments.value("--output"), page()
    write_new(output, data, place="--output")
    digest = sha256(data).hexdigest()
    if terminal.as_json:
        terminal.write_json(written(VerifierDocument(schema_="verifier/1", file=output, sha256=digest)))
    else:
        terminal.write(terminal.words("report.verifier_written", file=one_line(output), digest=digest) + "\n")
    return 0
