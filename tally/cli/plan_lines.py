"""The structure plan in words: what there is, what is needed, and what the list can still promise (R16)."""

from tally.contest import MeasuredOn
from tally.outcome import Status
from tally.percent import percent
from tally.promise import Promise
from tally.result import Result
from tally.rounds import answers
from tally.structure import Measure
from tally.words import Words
from tally.words.figures import show_number, show_percent
from tally.words.phrases import capital, target_name

__all__ = ["plan_lines"]


def plan_lines(words: Words, result: Result) -> list[str]:
    """Say of every target how things stand, and where the contest is not over what the list can still promise."""
    course = result.course
    is_over = course.status in (Status.COMPLETE, Status.CLOSED_SHORT) or not answers(course)
    lines = []
    for measure, promise in zip(result.structure, result.promises, strict=True):
        on_list = measure.target.measured_on is MeasuredOn.NOMINEES
        if (on_list or course.held) and measure.of:
            lines.append(_measure(words, measure))
        if not (on_list or is_over):
            lines.append(_promise(words, promise))
    return lines


def _measure(words: Words, measure: Measure) -> str:
    sentence = words(
        f"report.measure.{measure.target.measured_on}",
        target=target_name(words, measure.target),
        have=measure.have,
        of=measure.of,
        percent=show_percent(percent(measure.have, measure.of), words.lang),
        bounds=_bounds(words, measure),
        met=words("report.met" if measure.met else "report.not_met"),
    )
    return capital(sentence)


def _promise(words: Words, promise: Promise) -> str:
    least, most = promise.least, promise.most
    sentence = words(
        "report.promise",
        target=target_name(words, promise.target),
        range=show_number(least, words.lang) if least == most else words("report.from_to", least=least, most=most),
        of=promise.of,
        bounds=_bounds(words, promise),
        prospect=words(f"report.prospect.{promise.if_filled}.{promise.in_any_case}"),
    )
    return capital(sentence)


def _bounds(words: Words, asked: Measure | Promise) -> str:
    bounds = []
    if asked.need is not None:
        bounds.append(words("report.at_least", need=asked.need))
    if asked.limit is not None:
        bounds.append(words("report.at_most", limit=asked.limit))
    return words.join(bounds)
