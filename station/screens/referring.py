"""Putting a paper before the board that was typed as an ordinary one: which it is, and what is seen on it."""

from station.modals.choose import Choice, Choose
from station.screens.entering import EnteringScreen
from station.screens.entry_questions import SEEN, number_asked
from station.session.denied import Denied
from station.session.doubts import Refer, check_referable
from station.session.round import Place
from station.widgets.drawing import Sentence

__all__ = ["referred"]


async def referred(screen: EnteringScreen, marked: Place | None) -> Place | None:
    """Ask which paper, first the marked one, and what is seen on it; one put before the board may be taken back.

    Gives the paper once that is stored.
    """
    batch = await number_asked(screen, Sentence(key="doubtful.refer.batch"), str(marked[0]) if marked else "")
    if batch is None:
        return None
    title = Sentence(key="doubtful.refer.paper", params={"batch": batch})
    paper = await number_asked(screen, title, str(marked[1]) if marked and marked[0] == batch else "")
    if paper is None:
        return None
    place = (batch, paper)
    try:
        check_referable(screen.work, place)
    except Denied as denied:
        screen.station.tell(denied)
        return None
    options = [Sentence(key=f"entry.seen.{one}") for one in SEEN]
    if place in screen.work.referred:
        options.append(Sentence(key="doubtful.refer.back"))
    said = Sentence(key="doubtful.refer.said")
    title = Sentence(key="doubtful.refer.title", params={"batch": batch, "paper": paper})
    chosen = await screen.app.push_screen_wait(
        Choose(screen.words, Choice(title=title, said=(said,), options=tuple(options)))
    )
    if chosen is None:
        return None
    seen = SEEN[chosen] if chosen < len(SEEN) else None
    done = screen.station.submit(Refer(contest=screen.contest, place=place, seen=seen))
    return None if done is None else place
