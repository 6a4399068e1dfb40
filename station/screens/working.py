"""What the screens of the end have in common: a line of progress for what takes a while, and the way to two sticks."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TypeVar

from station.ceremony.carrying import Carried, carry, others
from station.ceremony.trusting import Trusted
from station.modals.problem import Problem, Trouble
from station.modals.reading import Read, Reading
from station.screens.base import StationScreen
from station.screens.entry_questions import overruled
from station.screens.making import chosen
from station.service import Service
from station.session.denied import Denied
from station.sticks import Stick, StickError
from station.themes.ink import Ink
from station.widgets.drawing import Sentence
from station.widgets.meter import Meter, Work
from tally.cli.check_lines import check_sentence
from tally.faults import BadInput
from tally.record.refusal import Refused

__all__ = ["STEPS", "WorkingScreen"]

R = TypeVar("R")

STEPS = 3
"""Steps of copying to one stick: written, read back, verified."""
_MIB = 1024 * 1024


class WorkingScreen(StationScreen):
    """A screen that shows how far its work is, and tells what went wrong with a stick."""

    DEFAULT_CSS = """
    WorkingScreen Meter { dock: bottom; margin: 0 1 1 1; }
    """

    @property
    def service(self) -> Service:
        """The day's service, which is there once a contest or a record is."""
        service = self.station.service
        if service is None:
            raise Denied("no_congress")
        return service

    def at_work(self, work: Work | None) -> None:
        """Show how far it is; nothing where nothing is at work."""
        for meter in self.query(Meter):  # none where the screen has been left
            meter.display = work is not None
            if work is not None:
                meter.show(work)

    async def worked(self, what: Sentence | Work, do: Callable[[], R]) -> R | None:
        """Do in a thread what takes a while, and say so meanwhile. Gives None where it failed, and tells why.

        The journal is not read there: it has one thread at a time.
        """
        self.at_work(what if isinstance(what, Work) else Work(what=what, done=0, total=1))
        try:
            return await asyncio.to_thread(do)
        except (Refused, BadInput) as error:
            self.station.tell(error)
        except StickError as error:
            await self.tell_stick(error)
        finally:
            self.at_work(None)
        return None

    async def tell_problem(
        self, happened: str | Sentence, safe: str | Sentence = "", todo: str | Sentence = ""
    ) -> None:
        """Say what went wrong, and wait until it was read."""
        self.app.bell()
        trouble = Trouble(happened=happened, safe=safe, todo=todo)
        await self.app.push_screen_wait(Problem(self.words, trouble))

    async def tell_stick(self, error: StickError) -> None:
        """Say what a stick failed in, and what of it is there all the same."""
        said = [
            Sentence(key=f"stick.{key}", params={"files": ", ".join(names)}) if names else ""
            for key, names in (("whole", error.whole), ("rest", error.rest))
        ]
        await self.tell_problem(Sentence(key=f"stick.{error.code}", params=error.params), *said)

    async def is_cut_off(self) -> bool:
        """Look at the air gap now. Where it is broken and it is for real, the board may overrule it with a reason."""
        await self.station.looked()
        if not self.day.watch.stops or self.day.is_training:
            return True
        checks = self.words.join(self.words(f"air.check.{check}") for check in self.day.watch.broken)
        return await overruled(self, Sentence(key="sign.air.title", params={"checks": checks}))

    async def carried_twice(
        self, files: Mapping[str, bytes], trusted: Trusted | None, names: Sequence[str]
    ) -> tuple[Carried, ...]:
        """Copy files to two sticks, one after the other, and check there the records of these names.

        Gives what is on sticks, and is noted in the journal. Where that are not two, it has told why.
        """
        done: list[Carried] = []
        for number in (1, 2):
            title = Sentence(key=f"close.which.{number}")
            stick = await self.one_stick(title, done[0].stick if done else None)
            if stick is None:
                break
            carried = await self._carried(files, trusted, stick, number)
            if carried is None:
                break
            if failed := carried.failed(names):
                said = [check_sentence(self.words, check) for check in failed]
                await self.tell_problem(Sentence(key="close.not_valid"), said[0], Sentence(key="close.not_valid_todo"))
                break
            if self.station.submit(carried.copied) is None:
                break
            done.append(carried)
        return tuple(done)

    async def one_stick(self, title: Sentence, first: Stick | None) -> Stick | None:
        """Ask for a stick; where there is a first one, for another. Gives None for none."""
        while True:
            now = await asyncio.to_thread(self.station.world.sticks)
            found = others(first, now) if first else now
            options = [
                Sentence(key="close.stick", params={"name": one.label, "free": one.free // _MIB, "path": str(one.path)})
                for one in found
            ]
            said = () if found else (Sentence(key="stick.none"),)
            place = await chosen(self, title, (*options, Sentence(key="close.look_again")), *said)
            if place is None:
                return None
            if place < len(found):
                return found[place]

    async def tell(self, title: Sentence, *texts: str | Sentence) -> None:
        """Say what was done, and wait until it was read."""
        await self.app.push_screen_wait(Reading(self.words, Read(title=title, texts=texts, ink=Ink.GOOD)))

    async def _carried(
        self, files: Mapping[str, bytes], trusted: Trusted | None, stick: Stick, number: int
    ) -> Carried | None:
        def work(done: int) -> Work:
            what = Sentence(key=f"close.copying.{min(done, STEPS - 1)}", params={"name": stick.label})
            return Work(what=what, done=(number - 1) * STEPS + done, total=2 * STEPS)

        def tell(done: int) -> None:
            self.app.call_from_thread(self.at_work, work(done))

        return await self.worked(work(0), partial(carry, files, stick, self.day, trusted, tell=tell))
