"""A record of the day carried out by QR, where there is no stick."""

from textual.app import ComposeResult

from station.ceremony.making import bytes_of
from station.screens.base import StationScreen
from station.screens.office import office
from station.session import Day
from station.transfer.turning import Turning
from station.widgets.drawing import Sentence

__all__ = ["TransferScreen"]


class TransferScreen(Turning, StationScreen):
    """The last record of a contest, part by part."""

    def __init__(self, contest: str) -> None:
        super().__init__()
        self.contest = contest

    def body(self) -> ComposeResult:
        """Give the code, and what is said of it."""
        yield from self.codes()

    def where(self) -> tuple[str | Sentence, ...]:
        """Say the contest, and that it is carried out."""
        kind = self.day.contest(self.contest).contest.kind
        return (office(self.day.the_congress, kind), Sentence(key="action.screen.transfer"))

    def on_resize(self) -> None:
        """Cut the record anew for another size."""
        self.refresh_day()

    def show(self, day: Day) -> None:
        """Show the last record of the contest as it stands, in parts that fit."""
        service, kept = self.station.service, day.contest(self.contest).kept
        self.cut(bytes_of(kept[-1], service.file) if service is not None and kept else None)

    def action_back(self) -> None:
        """Go back; where nobody is at the keys any more, somebody signs in first."""
        self.station.leave()
