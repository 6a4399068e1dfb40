"""Records to make papers of, and papers read back: their text, their pictures, what their codes say."""

from io import BytesIO

import pypdfium2
import zxingcpp
from pypdf import PdfReader

from tally.congress import BoardMember, Mode
from tally.contest import Purpose, Round, Totals
from tally.course import begin
from tally.papers.engine import pdf
from tally.papers.kinds import papers_of_congress, papers_of_record
from tally.papers.source import OfRecord
from tally.record import reading
from tally.record.document import text_of
from tally.rounds import hold
from tally.words import Lang, Words
from tests import making
from tests.record.ceremony import STATION, content_of, signed

VI, EN = Words(Lang.VI), Words(Lang.EN)
BOARD = (
    BoardMember(name="Lê Thanh Bách", role="head"),
    BoardMember(name="Đặng Thu Quyên", role="member"),
    BoardMember(name="Vũ Xuân Tùng", role="member"),
)
DPI = 200


def event(*meetings, **given):
    """A real congress with a board of three."""
    return making.congress(*meetings, **{"mode": Mode.REAL, "board": BOARD} | given)


def totals(votes, *, valid, invalid=0, reasons=None, number=1, purpose="first", issued=None, **given):
    """A round of which the sums alone are known."""
    return Round(
        number=number,
        purpose=Purpose(purpose),
        issued=valid + invalid if issued is None else issued,
        collected=valid + invalid,
        ballots=Totals(valid=valid, invalid=invalid, votes=votes, reasons=reasons or {}),
        **given,
    )


def course_of(congress, contest, *rounds):
    """A contest with its rounds held one after the other."""
    course = begin(congress, contest)
    for one in rounds:
        course = hold(course, one)
    return course


def record_of(course, by=(STATION,), number=None):
    """The record of a course, as papers are made of it."""
    content = content_of(course)
    record = reading.read(signed(text_of(content), by))
    return OfRecord(record=record, content=content, number=number or len(course.held))


def minutes_of(course, words=VI, **given):
    """The minutes of the last round of a course."""
    [paper] = papers_of_record(words, record_of(course, **given), ["minutes"])
    return paper


def ballots_of(course, kind="ballot-a4", words=VI):
    """The papers of a kind that a congress of one contest gives."""
    return papers_of_congress(words, [course], [kind])


def pages(paper):
    """The text of each page of a paper, as a reader takes it out, its spaces made one."""
    document = pypdfium2.PdfDocument(pdf(paper))
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def text(paper):
    """The text of a paper without the numbers and the foot of its pages, and the mark across them."""
    document = pypdfium2.PdfDocument(pdf(paper))
    kept = []
    for number, page in enumerate(document, 1):
        lines = page.get_textpage().get_text_range().splitlines()
        kept += [line for line in lines if line not in (str(number), *foot(paper), paper.tree["mark"])]
    return " ".join(" ".join(kept).split())


def foot(paper):
    """The lines at the foot of every page: the title, cut if it is long, the last of its records, and what is said."""
    tree = paper.tree
    yield tree["title"] if len(tree["title"]) <= 90 else f"{tree['title'][:90]}…"
    for proof in tree.get("proofs", ())[-1:]:
        yield " ".join((proof["title"], *proof["digits"]))
    yield tree["foot"]


def codes(data):
    """What the QR codes of a PDF say when its pages are scanned."""
    pictures = [page.render(scale=DPI / 72).to_pil() for page in pypdfium2.PdfDocument(data)]
    return [code.text for picture in pictures for code in zxingcpp.read_barcodes(picture)]


def reader(data):
    """A PDF, to look at its parts."""
    return PdfReader(BytesIO(data))
