"""``tally receive``: a file that the counting station showed as QR codes, put together from photographs of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tally.cli.arguments import Arguments
from tally.cli.progress import showing_progress
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.faults import BadInput, Fault
from tally.files import pictures
from tally.files.disk import check_absent, load_bytes, write_new
from tally.frames import BadFrame, Joined, Receiving
from tally.record import reading
from tally.record.fingerprint import fingerprint
from tally.record.reading import Record
from tally.record.refusal import Refused

__all__ = ["run"]

NOT_WHOLE = 3
MOST_TEXT = 1024 * 1024
"""Bytes of a file of lines: all that a series can have, several times."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Seen:
    """What is in the files that were given: a series so far, and the pictures that hold nothing of it."""

    received: Receiving
    without: tuple[str, ...]


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Write the file if every part is there. Returns 0 then, 3 while parts are missing; raises BadInput."""
    output = arguments.value("--output")
    check_absent([output])
    seen = _seen(terminal, arguments.operands)
    joined, record = _joined(seen.received), None
    if joined.data is not None:
        write_new(output, joined.data, place="--output")
        record = _record(joined.data)
    if terminal.as_json:
        _write(terminal, seen, joined, record, output)
    else:
        _show(terminal, seen, joined, record, output)
    return NOT_WHOLE if joined.data is None else 0


def _seen(terminal: Terminal, paths: Sequence[str]) -> Seen:
    """Take every part that the files hold. Raises BadInput with all that is wrong with any of them."""
    if not all(map(_is_text, paths)):
        pictures.check_scanner()
    received, without, faults = Receiving(), [], list[Fault]()
    with showing_progress(terminal.words) as progress:
        for done, path in enumerate(paths, 1):
            try:
                found = list(_found(path))
            except BadInput as bad:
                faults += bad.faults
                continue
            if not found:
                without.append(path)
            for place, text in found:
                try:
                    received = received.taken(text)
                except BadFrame as bad_frame:
                    faults.append(_fault(path, place, bad_frame))
            if progress:
                progress(terminal.words("frames.pictures", n=len(paths)), done, len(paths))
    if not faults and not received.parts:
        faults = [Fault(path="tally", location="IMAGE", key="no_frames")]
    if faults:
        raise BadInput(faults)
    return Seen(received=received, without=tuple(without))


def _is_text(path: str) -> bool:
    return path.lower().endswith(".txt")


def _found(path: str) -> Iterator[tuple[str, str]]:
    """Give what may be parts, and where each stands: the lines of a text, or the QR codes of ours in a picture."""
    data = load_bytes(path)
    if not _is_text(path):
        yield from (("-", text) for text in pictures.texts_in(path, data) if text.startswith("B$"))
    elif len(data) > MOST_TEXT:
        raise BadInput([Fault(path=path, location="-", key="bad_value.too_large", params={"most": MOST_TEXT})])
    else:
        lines = data.decode("utf-8-sig", "replace").splitlines()
        yield from ((f"line {number}", line.strip()) for number, line in enumerate(lines, 1) if line.strip())


def _joined(received: Receiving) -> Joined:
    """Put the parts together. Raises BadInput where they are all there and make no file."""
    try:
        return received.joined()
    except BadFrame as bad:
        raise BadInput([_fault("tally", "IMAGE", bad)]) from None


def _fault(path: str, place: str, bad: BadFrame) -> Fault:
    return Fault(path=path, location=place, key=bad.code, params=bad.params, domain="frames")


def _record(data: bytes) -> Record | None:
    """Give the record that a file is; None for any other file."""
    try:
        return reading.read(data)
    except Refused:
        return None


def _write(terminal: Terminal, seen: Seen, joined: Joined, record: Record | None, output: str) -> None:
    from tally.files.documents import written
    from tally.files.received_document import ReceivedDocument

    document = ReceivedDocument(
        schema_="received/1",
        total=joined.total,
        missing=[index + 1 for index in joined.missing],
        without_parts=list(seen.without),
        file=None if joined.data is None else output,
        fingerprint=fingerprint(record.text) if record else None,
    )
    terminal.write_json(written(document))


def _show(terminal: Terminal, seen: Seen, joined: Joined, record: Record | None, output: str) -> None:
    from tally.cli.fingerprint_lines import write_fingerprint
    from tally.cli.heading import begin_page, end_page

    words, page = terminal.words, terminal.page()
    if joined.data is None:
        have = joined.total - len(joined.missing)
        missing = ", ".join(str(index + 1) for index in joined.missing)
        page.line(words("frames.missing", have=have, total=joined.total, missing=missing), style="bold yellow")
    else:
        page.line(words("frames.whole", n=joined.total, file=one_line(output)), style="bold green")
    if seen.without:
        page.line(words("frames.without", n=len(seen.without)))
        page.items(map(one_line, seen.without))
    if joined.data is None:
        page.line(words("frames.again"))
    elif record is None:
        page.line(words("frames.no_record"))
    else:
        model = record.model
        page.blank()
        begin_page(page, words("record.title"), mode=model.mode, unit=model.unit.name, lines=[model.contest.title])
        write_fingerprint(page, fingerprint(record.text), words("record.fingerprint"))
        page.line(words("frames.compare"), style="bold")
        end_page(page, mode=model.mode)
    terminal.show(page)
