"""A person on a list, as a form: what the congress file says of somebody who stands (R3)."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

from station.drafting import added, with_person, withdrawn, without_person
from station.modals.form import Blank, Sheet, Wrong
from station.screens.asking import birth, figure, text, written_birth
from station.widgets.drawing import Sentence
from tally.contest import Candidate, Category, Contest, MeasuredOn, NominatedBy, Sex, Target, Withdrawal
from tally.words import Words
from tally.words.phrases import capital, target_name

__all__ = ["About", "attribute_name", "person_sheet"]

_STANDS, _GONE = "stands", "gone"
_NO, _YES = "no", "yes"
_KINH = "Kinh"
_NOT_CHOSEN = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class About:
    """What a person is asked about for: the contest, how many attend its meeting, the round that may still change.

    ``round_number`` is None while the whole list may change.
    """

    contest: Contest
    attending: int
    round_number: int | None


def person_sheet(about: About, was: Candidate | None, words: Words) -> Sheet[Contest]:
    """Give the form of a person, or of a new one; what is read from it is the contest with that person on its list."""
    title = Sentence(key="list.form.new" if was is None else "list.form.person")
    return Sheet(title=title, blanks=_blanks(about, was, words), read=partial(_read, about, was))


def _blanks(about: About, was: Candidate | None, words: Words) -> tuple[Blank, ...]:
    yes_no = ((_NO, Sentence(key="widget.confirm.no")), (_YES, Sentence(key="widget.confirm.yes")))
    stood = ((_NO, Sentence(key="list.new")), (_YES, Sentence(key="list.incumbent")))
    sexes = tuple((sex.value, Sentence(key=f"term.sex.{sex.value}")) for sex in Sex)
    sources = tuple((source.value, Sentence(key=f"list.by.{source.value}")) for source in NominatedBy)
    last = about.contest.candidates[-1:]
    source = was.nominated_by if was else last[0].nominated_by if last else NominatedBy.COMMITTEE
    has = was.attributes if was else frozenset()
    return (
        *([_text("number", str(was.number))] if was else []),
        _text("name", was.name if was else ""),
        _choice("sex", was.sex.value if was else _NOT_CHOSEN, sexes if was else (_unchosen(), *sexes)),
        _text("born", written_birth(was.born) if was else ""),
        _text("ethnicity", was.ethnicity if was else _KINH),
        _choice("incumbent", _YES if was and was.incumbent else _NO, stood),
        _choice("nominated_by", source.value, sources),
        _text("agreed_by", "" if was is None or was.agreed_by is None else str(was.agreed_by)),
        *(
            Blank(
                key=_key_of(name), label=attribute_name(name, words), text=_YES if name in has else _NO, options=yes_no
            )
            for name in _attributes(about.contest, was)
        ),
        *([_standing(about, was)] if was else []),
    )


def _text(key: str, text: str) -> Blank:
    return Blank(key=key, label=Sentence(key=f"list.field.{key}"), text=text)


def _choice(key: str, text: str, options: tuple[tuple[str, Sentence], ...]) -> Blank:
    return Blank(key=key, label=Sentence(key=f"list.field.{key}"), text=text, options=options)


def _unchosen() -> tuple[str, Sentence]:
    """Give what stands on a line that nobody has chosen on: what a person is, the program doesn't guess."""
    return (_NOT_CHOSEN, Sentence(key="draft.not_chosen"))


def _sex(values: Mapping[str, str]) -> Sex:
    """Read what was chosen. Raises Wrong where nothing was."""
    if values["sex"] == _NOT_CHOSEN:
        raise Wrong("sex", Sentence(key="draft.wrong.choose"))
    return Sex(values["sex"])


def _attributes(contest: Contest, was: Candidate | None) -> tuple[str, ...]:
    """Give the attributes that are asked about: those of the plan, and those that the person has."""
    targets = contest.plan.targets if contest.plan else ()
    planned = [target.name for target in targets if target.name is not None]
    return tuple(dict.fromkeys([*planned, *sorted(was.attributes if was else ())]))


def attribute_name(name: str, words: Words) -> str:
    """Say what an attribute is, as a target of the plan names it (R16)."""
    target = Target(category=Category.ATTRIBUTE, measured_on=MeasuredOn.ELECTED, name=name)
    return capital(target_name(words, target))


def _key_of(attribute: str) -> str:
    return f"attribute {attribute}"


def _standing(about: About, person: Candidate) -> Blank:
    """Ask whether somebody stays on the list (R3); a mistake may be taken off it as long as it was never voted on."""
    now = person.withdrawal.value if person.withdrawal else _STANDS
    may_go = about.round_number is None or person.from_round == about.round_number
    values = [_STANDS, *(one.value for one in Withdrawal), *([_GONE] if may_go else [])]
    return _choice("standing", now, tuple((value, Sentence(key=f"list.standing.{value}")) for value in values))


def _read(about: About, was: Candidate | None, values: Mapping[str, str]) -> Contest:
    contest = about.contest
    if was is None:
        return added(contest, [_person(about, None, values)], round_number=about.round_number)
    if values["standing"] == _GONE:
        return without_person(contest, was.number)
    person = _person(about, was, values)
    if any(one.number == person.number != was.number for one in contest.candidates):
        raise Wrong("number", Sentence(key="list.wrong.number_taken"))
    answer = None if values["standing"] == _STANDS else Withdrawal(values["standing"])
    if answer is not was.withdrawal:
        person = withdrawn(person, answer, round_number=about.round_number)
    return with_person(contest, person, number=was.number)


def _person(about: About, was: Candidate | None, values: Mapping[str, str]) -> Candidate:
    """Give the person whom a form describes; whoever is new has no number yet. Raises Wrong."""
    described = Candidate(
        number=figure(values, "number", least=1) if was else 0,
        name=text(values, "name"),
        sex=_sex(values),
        born=birth(values, "born"),
        ethnicity=text(values, "ethnicity"),
        incumbent=values["incumbent"] == _YES,
        nominated_by=NominatedBy(values["nominated_by"]),
        agreed_by=_support(about, values),
        attributes=frozenset(name for name in _attributes(about.contest, was) if values[_key_of(name)] == _YES),
    )
    if was is None:
        return described
    unasked = ("from_round", "withdrawal", "withdrawn_before_round", "biography")
    return replace(described, **{name: getattr(was, name) for name in unasked})


def _support(about: About, values: Mapping[str, str]) -> int | None:
    """Read how many agreed: a figure for whoever came from the floor, and for nobody else (R3). Raises Wrong."""
    if not values["agreed_by"]:
        return None
    if values["nominated_by"] == NominatedBy.COMMITTEE:
        raise Wrong("agreed_by", Sentence(key="list.wrong.agreed_by_of_floor"))
    return figure(values, "agreed_by", most=about.attending)
