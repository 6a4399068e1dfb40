"""Every widget on a few screens, for tests and for looking at: an application that knows no session."""

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from station.actions import ScreenId, bindings_for
from station.face import Face
from station.terminal import Terminal
from station.themes.ink import Ink
from station.widgets.bars import Bar, Bars, Chart
from station.widgets.big_notice import BigNotice, Kind, Notice
from station.widgets.data_rows import Cell, Column, DataRows, Row
from station.widgets.drawing import Sentence
from station.widgets.entry_line import EntryLine, Reading, Standing
from station.widgets.key_line import KeyLine, Keys
from station.widgets.meter import Meter, Work
from station.widgets.name_search import NameSearch
from station.widgets.number_grid import Grid, Listed, NumberGrid
from station.widgets.status_line import Air, Status, StatusLine
from tally.congress import Mode
from tally.fates import Fate
from tally.words import Lang, Words

NAMES = (
    "Lê Thị An",
    "Trần Văn Bình",
    "Phạm Quốc Cường",
    "Hoàng Thị Dung",
    "Vũ Minh Đức",
    "Đào Thị Hà",
    "Đỗ Thanh Giang",
    "Ngô Thị Hạnh",
    "Bùi Xuân Khánh",
    "Đặng Thị Lan",
    "Hồ Văn Nam",
    "Phan Thị Oanh",
    "Vũ Quốc Tuấn",
    "Hà Thị Uyên",
    "Lý Văn Việt",
    "Mai Thị Xuân",
    "Tô Thị Yến",
)
LISTED = tuple(Listed(number=number, name=name) for number, name in enumerate(NAMES, 1))
MANY = tuple(
    Listed(number=number, name=f"{NAMES[number % 17]} {NAMES[number * 7 % 17].split()[-1]}") for number in range(1, 121)
)
STATUS = Status(
    where=("BCH", "Vòng 1", "NHẬP LẦN 1", "Tập 4 (25 phiếu)"),
    air=Air.CLEAR,
    mode=Mode.REAL,
    who="Lê Văn C",
    duty="nhập",
)
CHART = Chart(
    bars=(
        Bar(number=1, name="Lê Thị An", votes=155, fate=Fate.ELECTED),
        Bar(number=6, name="Đào Thị Hà", votes=154, fate=Fate.ELECTED),
        Bar(number=12, name="Phan Thị Oanh", votes=120, fate=Fate.OVER_HALF),
        Bar(number=4, name="Hoàng Thị Dung", votes=81, fate=Fate.TIED),
        Bar(number=7, name="Đỗ Thanh Giang", votes=81, fate=Fate.TIED),
        Bar(number=9, name="Bùi Xuân Khánh", votes=78, fate=Fate.NOT_OVER_HALF),
        Bar(number=3, name="Phạm Quốc Cường", votes=12, fate=Fate.NOT_OVER_HALF),
    ),
    base=157,
    needed=79,
)


class Stage(Screen[None]):
    """A screen of the gallery: the first line, something in the middle, the last line."""

    screen_id = ScreenId.DAY
    status = STATUS

    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words

    def compose(self) -> ComposeResult:
        yield StatusLine(self.words, self.status)
        yield from self.middle()
        yield KeyLine(self.words, Keys(screen=self.screen_id))

    def middle(self) -> ComposeResult:
        raise NotImplementedError


class EntryStage(Stage):
    """Entering strike ballots: the list, the line and how far it is. ``acts`` is what was done, in its order."""

    screen_id = ScreenId.ENTRY_STRIKE
    BINDINGS = bindings_for(ScreenId.ENTRY_STRIKE)

    def __init__(self, words: Words, listed: tuple[Listed, ...] = LISTED, seats: int = 15) -> None:
        super().__init__(words)
        self.listed = listed
        self.seats = seats
        self.acts: list[str] = []
        self.is_disk_full = False

    def middle(self) -> ComposeResult:
        with Horizontal():
            yield NumberGrid(self.words, Grid(listed=self.listed))
            with Vertical(id="side"):
                yield Meter(self.words, Work(what="Phiếu", done=12, total=25))
                yield Meter(self.words, Work(what="Cả cuộc", done=87, total=156, per_minute=14, seconds=300))
        title = Sentence(key="action.screen.entry_strike")
        yield EntryLine(self.words, title, read=self.read, enter=self.enter, id="ballot")

    def read(self, text: str) -> Reading:
        numbers = [int(word) for word in text.replace("-", " ").split()]
        known = {one.number for one in self.listed}
        if not numbers:
            return Reading(standing=Standing.OPEN, word=f"còn {len(self.listed)} / {self.seats}")
        if unknown := [number for number in numbers if number not in known]:
            return Reading(standing=Standing.BAD, word=f"không có số {unknown[0]}")
        kept = len(self.listed) - len(numbers)
        names = " · ".join(f"{number} {self.listed[number - 1].name}" for number in numbers)
        standing = Standing.GOOD if kept <= self.seats else Standing.OPEN
        if len(numbers) == 3:
            standing = Standing.ODD
        word = f"gạch {len(numbers)} · còn {kept} / {self.seats}"
        return Reading(standing=standing, word=word, echo=f"gạch: {names}", doubt="ba tên?")

    async def enter(self, text: str) -> bool:
        if not self.is_disk_full:
            self.acts.append(text)
        return not self.is_disk_full

    @on(EntryLine.Changed, "#ballot")
    def mark(self, event: EntryLine.Changed) -> None:
        marked = frozenset(int(word) for word in event.text.replace("-", " ").split())
        seen = max(marked) if marked else None
        self.query_one(NumberGrid).show(Grid(listed=self.listed, marked=marked, seen=seen))

    def action_repeat(self) -> None:
        self.acts.append("+")

    def action_doubtful(self) -> None:
        self.acts.append("F4")

    def action_page_on(self) -> None:
        self.query_one(NumberGrid).turn(1)


class ResultStage(Stage):
    screen_id = ScreenId.RESULT
    BINDINGS = bindings_for(ScreenId.RESULT)

    def middle(self) -> ComposeResult:
        yield Bars(self.words, CHART)


COLUMNS = (
    Column(key="number", heading="", width=2, side="right"),
    Column(key="contest", heading="Cuộc bầu", width=None),
    Column(key="seats", heading="Số lượng", width=8, side="right"),
    Column(key="list", heading="Danh sách", width=9, side="right"),
    Column(key="state", heading="Trạng thái", width=20),
)
ROWS = tuple(
    Row(
        key=key,
        cells=(Cell(key, Ink.KEY), Cell(name), Cell(seats), Cell(listed), Cell(state, Ink.FAINT)),
    )
    for key, name, seats, listed, state in (
        ("1", "Ban Chấp hành", "15", "17", "Nhập lần 2   87/156"),
        ("2", "Đại biểu dự đại hội đại biểu Đảng bộ cấp trên trực tiếp", "8", "10", "Chờ"),
        ("3", "Ban Thường vụ", "5", "6", "Chờ kết quả 1"),
        ("4", "[red]Bí thư[/red]", "1", "1", "Chờ kết quả 3"),
    )
)


class DayStage(Stage):
    screen_id = ScreenId.DAY
    BINDINGS = bindings_for(ScreenId.DAY)
    status = Status(
        where=("Đảng bộ xã Cao An", "Đại hội XXV"), air=Air.BROKEN, mode=Mode.TRAINING, who="Trần Thị B", duty="ban"
    )

    def middle(self) -> ComposeResult:
        yield DataRows(self.words, COLUMNS, ROWS)


class NoticeStage(Stage):
    screen_id = ScreenId.LOCKED
    BINDINGS = bindings_for(ScreenId.LOCKED)
    status = Status(where=("Đảng bộ xã Cao An",), air=Air.UNKNOWN, mode=Mode.REAL)

    def middle(self) -> ComposeResult:
        notice = Notice(
            kind=Kind.DONE,
            title="Đã ký, đã kiểm tra, đã chép 2 nơi",
            said=("Phiếu niêm phong giữ đến ngày 14 tháng 8 năm 2026.",),
        )
        yield BigNotice(self.words, notice)


class SearchStage(Stage):
    screen_id = ScreenId.LOG
    BINDINGS = bindings_for(ScreenId.LOG)

    def middle(self) -> ComposeResult:
        yield NameSearch(self.words, MANY)


class Gallery(Face):
    """The application of the gallery, at one of its screens."""

    def __init__(
        self,
        stage: type[Stage] = EntryStage,
        *,
        lang: Lang = Lang.VI,
        theme: str = "night",
        **given: object,
    ) -> None:
        themes = ("plain",) if theme == "plain" else (theme, *({"night", "paper"} - {theme}))
        super().__init__(Words(lang), Terminal(themes=themes))
        self.stage = stage(self.words, **given)

    def get_default_screen(self) -> Screen[None]:
        return self.stage
