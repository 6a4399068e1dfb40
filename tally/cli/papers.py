"""``tally papers``: the papers that a congress or a record gives, as PDF; and the proof that a PDF is one of them."""

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256

from tally.cli.arguments import Arguments
from tally.cli.numbers import number
from tally.cli.progress import showing_progress
from tally.cli.read_record import load_record, sound_content
from tally.cli.sentences import one_line
from tally.cli.terminal import Terminal
from tally.congress import Mode
from tally.faults import BadInput, Fault
from tally.files.disk import load_bytes, load_congress, load_courses, make_folder, write_new
from tally.papers.engine import NotPrintable, Paper, check_engine, pdf
from tally.papers.kinds import KINDS, papers_of_congress, papers_of_file, papers_of_record
from tally.papers.source import OfRecord, file_of
from tally.record.links import congress_of_record

__all__ = ["run"]

NOT_PROVED = 3
CONGRESS_FILES = (".json", ".toml")
ENDING = ".pdf"


@dataclass(frozen=True, kw_only=True, slots=True)
class _Drawn:
    """What was drawn: the files by their paths, the papers that have no room, and whether it was an exercise."""

    files: Sequence[tuple[str, bytes]]
    no_room: tuple[str, ...]
    mode: Mode


def run(arguments: Arguments, terminal: Terminal) -> int:
    """Write papers into a folder, or prove one. Returns 3 for a PDF that is not proved; raises BadInput."""
    _check_usage(arguments)
    try:
        check_engine()
    except ModuleNotFoundError:
        raise BadInput([Fault(path="tally", location="-", key="papers_not_installed")]) from None
    if arguments.value("--check"):
        return _prove(arguments, terminal)
    drawn = _drawn(arguments, terminal)
    new = _write(arguments.value("--output"), drawn.files)
    if terminal.as_json:
        _tell_programs(terminal, drawn, new)
    else:
        _tell(terminal, drawn, new)
    return 0


def _check_usage(arguments: Arguments) -> None:
    """Check that papers are made or one is proved, and that the kinds asked for are known. Raises BadInput."""
    faults = []
    if "--check" in arguments.options:
        others = (option for option in ("--output", "--kind", "--round") if option in arguments.options)
        faults += [Fault(path="tally", location=option, key="usage.check_alone") for option in others]
    elif "--output" not in arguments.options:
        needed = {"command": "papers", "option": "--output", "value": "DIR"}
        faults.append(Fault(path="tally", location="--output", key="usage.no_option", params=needed))
    for kind in arguments.values("--kind"):
        if kind not in KINDS:
            given = {"given": kind, "known": ", ".join(KINDS)}
            faults.append(Fault(path="tally", location="--kind", key="usage.unknown_kind", params=given))
    if faults:
        raise BadInput(faults)


def _drawn(arguments: Arguments, terminal: Terminal) -> _Drawn:
    """Draw the papers that were asked for, all of them if no kind was. Raises BadInput, also where there is none."""
    path, folder = arguments.file(), arguments.value("--output")
    papers, mode = _papers(arguments, terminal)
    files, no_room, faults = [], [], list[Fault]()
    for paper in papers:
        try:
            files.append((os.path.join(folder, paper.name + ENDING), pdf(paper)))
        except NotPrintable as why:
            if why.code == "no_room":
                no_room.append(paper.name)
            else:
                params = {"paper": paper.name, "text": why.params["text"]}
                faults.append(Fault(path=path, location="-", key="no_letter", params=params))
    if no_room and not files:
        faults.append(Fault(path=path, location="-", key="no_room", params={"papers": ", ".join(no_room)}))
    elif not files and not faults:
        faults.append(Fault(path=path, location="-", key="no_papers", params={"kinds": ", ".join(KINDS)}))
    if faults:
        raise BadInput(faults)
    return _Drawn(files=files, no_room=tuple(no_room), mode=mode)


def _papers(arguments: Arguments, terminal: Terminal) -> tuple[tuple[Paper, ...], Mode]:
    """Give the papers of what was given, a congress by the ending of its file. Raises BadInput."""
    path, kinds, words = arguments.file(), arguments.values("--kind") or tuple(KINDS), terminal.words
    if path.lower().endswith(CONGRESS_FILES):
        if "--round" in arguments.options:
            raise BadInput([Fault(path="tally", location="--round", key="usage.round_of_record")])
        if len(arguments.operands) > 1:
            raise BadInput([Fault(path="tally", location=arguments.operands[1], key="usage.congress_alone")])
        file = load_congress(path)
        with showing_progress(words) as progress:
            courses = load_courses(file, progress=progress)
        return papers_of_congress(words, courses, kinds), file.congress.mode
    records = _records(arguments, terminal)
    if "--round" in arguments.options:
        [given] = records if len(records) == 1 else [None]
        if given is None:
            raise BadInput([Fault(path="tally", location="--round", key="usage.round_of_one_record")])
        asked = number(arguments, "--round", least=1, most=given.number) or given.number
        return papers_of_record(words, replace(given, number=asked), kinds), given.record.model.mode
    papers = [paper for given in records for paper in papers_of_record(words, given, kinds)]
    return (*papers, *papers_of_file(words, file_of(records), kinds)), records[0].record.model.mode


def _records(arguments: Arguments, terminal: Terminal) -> list[OfRecord]:
    """Read the records, all of one congress. Raises BadInput."""
    given, faults = [], []
    for path in arguments.operands:
        record = load_record(path)
        content = sound_content(terminal, path, record)
        given.append(OfRecord(record=record, content=content, number=len(record.model.rounds)))
        if congress_of_record(record) != congress_of_record(given[0].record):
            faults.append(Fault(path=path, location="-", key="another_congress"))
    if faults:
        raise BadInput(faults)
    return given


def _write(folder: str, files: Iterable[tuple[str, bytes]]) -> frozenset[str]:
    """Write what is not there yet, and give its paths. Raises BadInput, and writes nothing, if a file is another."""
    new, faults = {}, []
    for path, data in files:
        if not os.path.lexists(path):
            new[path] = data
        elif load_bytes(path) != data:
            faults.append(Fault(path=path, location="-", key="another_paper", params={"file": path}))
    if faults:
        raise BadInput(faults)
    make_folder(folder)
    for path, data in new.items():
        write_new(path, data)
    return frozenset(new)


def _tell_programs(terminal: Terminal, drawn: _Drawn, new: frozenset[str]) -> None:
    from tally.files.documents import written
    from tally.papers.made_document import PaperPart, PapersDocument

    parts = [PaperPart(path=path, sha256=sha256(data).hexdigest(), new=path in new) for path, data in drawn.files]
    terminal.write_json(written(PapersDocument(schema_="papers/1", papers=parts, no_room=[*drawn.no_room])))


def _tell(terminal: Terminal, drawn: _Drawn, new: frozenset[str]) -> None:
    words, page = terminal.words, terminal.page()
    page.line(words("paper.told.made", n=len(drawn.files)), style="bold")
    page.items(
        one_line(path) if path in new else words("paper.told.there", file=one_line(path)) for path, _ in drawn.files
    )
    page.items(words("paper.told.no_room", paper=name) for name in drawn.no_room)
    if drawn.mode is Mode.TRAINING:
        page.line(words("paper.told.training"), style="bold yellow")
    terminal.show(page)


def _prove(arguments: Arguments, terminal: Terminal) -> int:
    """Say whether a PDF is one that the record gives. Raises BadInput."""
    from tally.files.documents import written
    from tally.papers.made_document import PaperCheckDocument
    from tally.papers.proving import prove

    words, pdf_path = terminal.words, arguments.value("--check")
    found = prove(load_bytes(pdf_path), _records(arguments, terminal))
    if terminal.as_json:
        document = PaperCheckDocument(
            schema_="paper-check/1", proved=found.paper is not None, paper=found.paper, gives=[*found.gives]
        )
        terminal.write_json(written(document))
    else:
        page = terminal.page()
        files = {"file": one_line(pdf_path), "record": words.join(one_line(path) for path in arguments.operands)}
        if found.paper is not None:
            page.line(words("paper.told.proved", paper=found.paper, **files), style="bold green")
        else:
            page.line(words("paper.told.not_proved", **files), style="bold red")
            page.items(found.gives)
            page.line(words("paper.told.why_not"))
        page.line(words("paper.foot"))
        terminal.show(page)
    return 0 if found.paper is not None else NOT_PROVED
