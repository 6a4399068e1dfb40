"""From the command line to a day: which journal is opened, and what is said where that cannot be.

``station`` chooses or makes a day; ``station FILE`` goes on with a journal, or begins the day of a congress file.
``station board`` shows the hall what the station of this computer lets it see, or what stands in another file;
``station log FILE`` writes who did what and when, with ``--pdf`` as a paper for the file.
"""

import json
import os
import sys
from collections.abc import Iterable
from contextlib import closing, suppress
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from station.airgap import harden
from station.failure import failed
from station.journal.database import Journal
from station.journal.errors import JournalError, JournalNotMade, JournalUnfinished, name_of
from station.messages import told
from station.service import Service
from station.session.definition import DOCUMENT, Define, Defined, read_definition
from station.session.denied import Denied
from station.terminal import Terminal, clean, turned_away, wait
from station.widgets.drawing import say
from station.world import World, real_world
from tally.congress import Mode
from tally.faults import BadInput, Fault
from tally.files.congress_file import CongressFile, read_congress
from tally.files.disk import load_bytes, write_new
from tally.files.strict import read_tree
from tally.record.refusal import Refused
from tally.words import Words
from tally.words.lang import Lang, lang_of

if TYPE_CHECKING:
    from station.log import Row

__all__ = ["HOME", "JOURNAL", "begin_day", "journal_path", "make_day", "open_day", "start"]

JOURNAL = ".journal"
"""How the name of a journal ends."""
PDF = "--pdf"
"""What has the log written as a paper into the file that is named after it."""
TRAIN = "train"
"""What names the training congress."""
BOARD = "board.json"
"""What the hall's screen is told, in the folder of the days."""
FAILED, INTERRUPTED = 1, 130
"""What the process returns where the program itself failed, and where it was interrupted before it had a screen."""
HOME = Path.home() / "kiem-phieu"
"""Where the days are kept, unless STATION_HOME names another folder."""


def start(line: list[str], terminal: Terminal) -> int:
    """Run what the command line asks for. Gives what the process should return: 2 for what is wrong with the line or
    the day, 1 where the program itself failed.
    """
    asked = [Lang(code) for option, code in pairwise(line) if option == "--lang" and code in list(Lang)]
    words = Words(asked[-1] if asked else lang_of(os.environ))
    line = [part for part in line if part not in ("--lang", *Lang)]
    try:
        return _started(line, words, terminal)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # whatever it is, nobody is shown a traceback
        turned_away(failed(error, words))
        return FAILED


def _started(line: list[str], words: Words, terminal: Terminal) -> int:
    if terminal.fault:
        return turned_away(words(terminal.fault))
    home = Path(os.environ.get("STATION_HOME") or HOME)
    if line[:1] == ["board"] and len(line) <= 2:
        from station.hall.app import show_board

        wait("")
        return show_board(line[1] if len(line) > 1 else str(home / BOARD), words, terminal)
    if line[:1] == ["transfer"] and len(line) == 2:
        from station.transfer.app import show_transfer

        wait("")
        return show_transfer(line[1], words, terminal)
    is_log = line[:1] == ["log"] and (len(line) == 2 or (len(line) == 4 and line[2] == PDF))
    pdf = line[3] if is_log and len(line) == 4 else None
    line = line[1:2] if is_log else line
    if len(line) > 1 or any(part.startswith("-") for part in line):
        return turned_away(words("station.usage"))
    if line and (is_log or line[0].endswith(JOURNAL)) and not os.path.exists(line[0]):
        return turned_away(words("log.no_journal", path=clean(line[0])))
    harden()
    world = real_world(home)
    try:
        if is_log:
            with closing(open_day(Path(line[0]), world)) as service:
                return _write_log(service, words, pdf)
        opened = _opened(line[0], world) if line else None
    except (BadInput, Denied, JournalError, Refused) as error:
        return turned_away(say(told(error, words), words))
    return _run(opened, world, words, terminal)


def _run(opened: Service | None, world: World, words: Words, terminal: Terminal) -> int:
    from station.app import StationApp

    app = StationApp(world, words, terminal, opened=opened)
    wait("")
    app.run(mouse=False)
    if app.service:
        with suppress(JournalError):
            app.service.close()
    return app.return_code or 0


def _write_log(service: Service, words: Words, pdf: str | None) -> int:
    """Write the log of a day, which shows nothing of what stands on a ballot: as a page of text, or into a PDF file.

    Raises BadInput, as what keeps the file from being written.
    """
    from station import log

    told_of = log.rows(service.history())
    if pdf is None:
        page = log.page(service.day, told_of, contest=None, length=service.length, head=service.head, words=words)
    else:
        write_new(pdf, _drawn(pdf, service, told_of, words))
        page = words("log.written", path=clean(pdf)) + "\n"
    wait("")
    sys.stdout.write(page)
    return 0


def _drawn(path: str, service: Service, told_of: "Iterable[Row]", words: Words) -> bytes:
    """Draw the log as a paper. Raises BadInput where papers are not installed, or a letter cannot be printed."""
    from station.log.paper import paper
    from tally.papers.engine import NotPrintable, check_engine, pdf

    try:
        check_engine()
        return pdf(paper(service.day, told_of, length=service.length, head=service.head, words=words))
    except ModuleNotFoundError as missing:
        library = {"library": missing.name or ""}
        raise BadInput([Fault(path=path, location="-", key="papers_not_installed", params=library)]) from None
    except NotPrintable as why:
        params = {"paper": clean(path), "text": clean(why.params["text"])}
        raise BadInput([Fault(path=path, location="-", key="no_letter", params=params)]) from None


def _opened(path: str, world: World) -> Service:
    """Open a day by its name: a journal, a congress file whose day is begun or gone on with, ``train``."""
    if path == TRAIN:
        from station import training

        return begin_day(DOCUMENT, training.document().encode(), world)
    if path.endswith(JOURNAL):
        return open_day(Path(path), world)
    return begin_day(path, load_bytes(path), world)


def open_day(path: Path, world: World) -> Service:
    """Go on with a day. Raises JournalError, and Refused for entries of another version."""
    return Service(Journal.open(str(path), random=world.random), world.minute)


def begin_day(path: str, data: bytes, world: World) -> Service:
    """Begin the day of a congress file, or go on with it if it has begun.

    Raises BadInput for a file with faults, JournalError, and Denied: for one with rounds, and ``day_differs`` where the
    day that has begun was never what this file says.
    """
    read_congress(path, data)  # told by the file's own name, and a key that stands twice is not lost
    document = json.dumps(read_tree(path, data), ensure_ascii=False, indent=2, default=str)
    file = read_definition(document)
    journal = journal_path(file, world)
    with suppress(JournalUnfinished):
        if os.path.exists(journal):
            return _gone_on(open_day(journal, world), file, document)
    return make_day(journal, document, world)


def make_day(journal: Path, document: str, world: World) -> Service:
    """Begin a day in a journal of its own, in whose folder others may stand. Raises JournalError."""
    try:
        journal.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise JournalNotMade(str(journal), folder=str(journal.parent), what=name_of(error)) from error
    service = Service(Journal.make(str(journal), random=world.random), world.minute)
    service.submit(Define(document=document))
    return service


def _gone_on(service: Service, file: CongressFile, document: str) -> Service:
    """Give the day that has begun, if it was ever what a file says: what was changed since is in the journal.

    One that was cut short before it knew what it is about learns it now.
    """
    defined = [one.event.document for one in service.history() if isinstance(one.event, Defined)]
    if not defined:
        service.submit(Define(document=document))
    elif file not in map(read_definition, defined):
        service.close()
        raise Denied("day_differs", journal=service.path)
    return service


def journal_path(file: CongressFile, world: World) -> Path:
    """Give where the journal of a congress stands: one file by unit, day and whether it is an exercise."""
    congress = file.congress
    kind = "" if congress.mode is Mode.REAL else "-tap-huan"
    return world.home / f"{congress.unit.code}-{congress.date.isoformat()}{kind}{JOURNAL}"
