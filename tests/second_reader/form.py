"""The kinds of value (4), and what a document must be (7 to 9, 11, 13.1). A form is a function that says yes or no."""

import re
import unicodedata
from datetime import date

STATUSES = {
    "members": ("present", "absent", "temporary_elsewhere_absent", "exempt_absent", "barred", "excused_whole"),
    "delegates": ("present", "replaced", "absent", "convening_absent", "unreplaced"),
    "committee": ("present", "absent", "barred"),
}
STATUSES["cell_conference"] = STATUSES["members"]
KINDS = ("committee", "standing_committee", "secretary", "deputy_secretary", "inspection_committee")
KINDS += ("inspection_chair", "inspection_vice_chair", "delegates")
DEFECTS = ("not_issued", "off_list_name", "distinguishing_mark", "several_inks", "signed_or_written")
GROUNDS = (*DEFECTS, "more_than_seats", "box_not_clear", "votes_for_nobody")
CATEGORIES = ("women", "young", "age", "ethnic_minority", "incumbent", "new", "attribute")


def whole(least=-(2**53), most=2**53):
    return lambda value: type(value) is int and least <= value <= most


def among(*values):
    return lambda value: isinstance(value, str) and value in values


def like(pattern):
    return lambda value: isinstance(value, str) and re.fullmatch(pattern, value, re.ASCII) is not None


def null(form):
    return lambda value: value is None or form(value)


def each(form, least=0, most=10**9):
    return lambda value: isinstance(value, list) and least <= len(value) <= most and all(map(form, value))


def mapping(key, form):
    return lambda value: isinstance(value, dict) and all(map(key, value)) and all(map(form, value.values()))


def has(may_lack=(), **keys):
    """An object of these keys; a key is written with a line below where Python has another use for its name."""
    forms = {key.rstrip("_"): form for key, form in keys.items()}
    return lambda value: (
        isinstance(value, dict)
        and forms.keys() - set(may_lack) <= value.keys() <= forms.keys()
        and all(forms[key](part) for key, part in value.items())
    )


def any_text(value):
    return isinstance(value, str)


def flag(value):
    return type(value) is bool


def text(value):
    return (
        isinstance(value, str)
        and 1 <= len(value) <= 500
        and value == value.strip()
        and not any(unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") for sign in value)
    )


def is_code(value):
    return text(value) and len(value) <= 64 and not re.search(r"[\s+/]", value)


def is_day(value):
    if not like(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")(value):
        return False
    try:
        return bool(date.fromisoformat(value))
    except ValueError:
        return False


def is_born(value):
    return is_day(value) or (like(r"[0-9]{4}")(value) and value != "0000")


number, positive, integer = whole(0, 10_000_000), whole(1, 10_000_000), whole()
is_id, is_hash = like(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}"), like(r"[0-9a-f]{64}")
later = whole(2, 1_000)

ENROLMENT = has(schema=among("enrolment/1"), name=any_text, holder=text, vkey=any_text)
_TRUSTED = has(name=any_text, vkey=any_text, role=any_text, unit=any_text, holder=text, proof=any_text)
_REVOKED = has(name=any_text, vkey=any_text, from_=is_day, reason=text)
TRUST = has(
    schema=among("trust/1"),
    organisation=has(code=is_code, name=text),
    version=positive,
    previous=null(is_hash),
    valid=has(from_=is_day, to=is_day),
    thresholds=has(trust=whole(2, 64), record=whole(2, 64)),
    keys=each(_TRUSTED, most=2_000),
    revoked=each(_REVOKED, most=2_000),
)

_NUMBERS = each(number, most=1_000)
_BALLOT = {"schema": among("ballot/1"), "defect": null(among(*DEFECTS))}
_STRIKE = has(**_BALLOT, kind=among("strike"), struck=_NUMBERS)
_BOXES = has(**_BALLOT, kind=among("boxes"), agree=_NUMBERS, disagree=_NUMBERS)


def BALLOT(tree):  # noqa: N802 a form of a document, as TRUST and ENROLMENT are
    lists = [part for part in tree.values() if isinstance(part, list)] if isinstance(tree, dict) else []
    return (_STRIKE(tree) or _BOXES(tree)) and all(part == sorted(set(part)) for part in lists)


_BESIDE = {**dict.fromkeys(("home", "position", "education", "theory"), text), "admitted": is_born, "official": is_born}
_BIOGRAPHY = has(may_lack=_BESIDE, **_BESIDE)
_PERSON = has(
    may_lack=("biography",),
    biography=lambda value: _BIOGRAPHY(value) and value != {},
    number=number,
    name=text,
    sex=among("female", "male"),
    born=is_born,
    ethnicity=text,
    incumbent=flag,
    nominated_by=among("committee", "floor", "self"),
    agreed_by=null(number),
    attributes=each(text, most=1_000),
    from_round=null(later),
    withdrawal=null(among("asked", "granted", "refused")),
    withdrawn_before_round=null(later),
)
_SHARE = null(has(percent=null(whole(0, 100)), count=null(number)))
_TARGET = has(
    category=among(*CATEGORIES),
    measured_on=among("nominees", "elected"),
    at_least=_SHARE,
    at_most=_SHARE,
    below=null(number),
    from_=null(number),
    to=null(number),
    name=null(text),
)
_NEXT = each(among("run_off", "further", "leave_open", "congress_decides", "superior_appoints"))
_STATUS = among("pending", "complete", "tied", "short", "stopped", "closed_short")
_INTEGERS = each(integer)
_ROUND = has(
    number=positive,
    purpose=among("first", "run_off", "further", "alternates"),
    seats=positive,
    candidates=each(number, most=1_000),
    ballot=among("strike", "boxes"),
    base=has(value=integer, needed=integer, summoned=integer, excluded=mapping(any_text, integer)),
    ballots=has(issued=number, collected=number, valid=number, invalid=number, not_returned=number),
    invalid=mapping(among(*GROUNDS), number),
    votes=each(has(number=number, votes=number, percent=any_text, over_half=flag), most=1_000),
    outcome=has(status=_STATUS, elected=_INTEGERS, tied=_INTEGERS, seats_left=integer, next=_NEXT),
    commitment=null(has(root=is_hash, size=number)),
)
_ELECTED = has(
    number=integer,
    name=any_text,
    votes=integer,
    percent=any_text,
    round=integer,
    reason=among("over_half", "run_off"),
)
_MEASURE = has(
    may_lack=("below", "from", "to", "name", "need", "limit"),
    category=among(*CATEGORIES),
    measured_on=among("nominees", "elected"),
    below=null(integer),
    from_=null(integer),
    to=null(integer),
    name=null(any_text),
    have=integer,
    of=integer,
    percent=any_text,
    need=null(integer),
    limit=null(integer),
    met=flag,
)
_FINDING = has(
    code=any_text,
    severity=among("error", "warning"),
    rule=any_text,
    clause=any_text,
    params=mapping(any_text, lambda value: any_text(value) or integer(value)),
)
_DECISION = has(
    after_round=number,
    choice=among("run_off", "further", "alternates", "leave_open", "again"),
    agree=number,
    against=number,
    abstain=number,
    not_voting=number,
)
_LEAVES = each(among(*sorted({status for statuses in STATUSES.values() for status in statuses})))
_RULES = has(
    since=is_day,
    until=null(is_day),
    floor_support_above_percent=number,
    surplus_limit_percent=number,
    surplus_least_allowed=number,
    prepared_surplus_from_percent=number,
    prepared_surplus_to_percent=number,
    prepared_surplus_small_body=has(from_=number, to=number),
    leaves_base=has(**dict.fromkeys(STATUSES, _LEAVES)),
    committee_ballots_usual=positive,
    cell_secretary_ballots=positive,
    cell_committee_from_members=number,
    standing_committee_at_most_one_in=positive,
    guided_sizes=each(has(level=text, kind=among(*KINDS), most=positive), most=100),
    pools_expected=each(among(*KINDS)),
    quorum_numerator=positive,
    quorum_denominator=positive,
)
_MEETING = {"id": is_id, "bodies": null(has(summoned=positive, present=number))}
_MEETINGS = [
    has(**_MEETING, kind=among(kind), roll=has(**dict.fromkeys(statuses, number)))
    for kind, statuses in STATUSES.items()
]


def is_meeting(value):
    return any(form(value) for form in _MEETINGS)


RECORD = has(
    schema=among("record/1"),
    mode=among("real", "training"),
    sequence=positive,
    previous=null(is_hash),
    replaces=null(is_hash),
    trust=is_hash,
    station=text,
    software=text,
    journal=has(head=null(is_hash), length=number),
    air_gap=each(has(check=is_id, clear=flag, seen=null(text)), most=100),
    regulation=among("190-QĐ/TW", "244-QĐ/TW"),
    rules=_RULES,
    options=has(all_blank_boxes=among("invalid", "valid")),
    unit=has(code=is_code, name=text, level=text, superior=null(is_code)),
    congress=has(name=text, term=text, place=text, date=is_day),
    board=each(has(name=text, role=among("head", "member"), born=null(is_born)), most=1_000),
    meeting=is_meeting,
    contest=has(
        may_lack=("decisions",),
        id=is_id,
        meeting=is_id,
        kind=among(*KINDS),
        title=text,
        quota=positive,
        seats=positive,
        alternates=number,
        pool=null(is_id),
        candidates=each(_PERSON, 1, 1_000),
        plan=null(has(age_on=is_day, targets=each(_TARGET, most=1_000))),
        leave_open=flag,
        decisions=each(_DECISION, 1, 1_000),
    ),
    pool=null(has(contest=is_id, seats=positive, voted=flag, may_stand=each(_PERSON, most=1_000))),
    rounds=each(_ROUND, 1, 100),
    result=has(
        status=_STATUS,
        kept_vacant=integer,
        open=integer,
        elected=each(_ELECTED),
        alternates=_INTEGERS,
        next=_NEXT,
        structure=each(_MEASURE),
        findings=each(_FINDING),
    ),
)


def are_laws_kept(tree):
    """What the parts of a record must be to each other, of a record whose kinds are right (9, 11)."""
    contest, meeting, pool, rules = tree["contest"], tree["meeting"], tree["pool"], tree["rules"]
    roll, bodies, persons, rounds = meeting["roll"], meeting["bodies"], contest["candidates"], tree["rounds"]
    sizes = [(size["level"], size["kind"]) for size in rules["guided_sizes"]]
    numbers = [person["number"] for person in persons]
    return all(
        (
            any(roll.values()),
            bodies is None or (meeting["kind"] == "delegates" and bodies["present"] <= bodies["summoned"]),
            contest["meeting"] == meeting["id"] and contest["seats"] <= contest["quota"],
            contest["kind"] == "delegates" or contest["alternates"] == 0,
            contest["pool"] == (pool and pool["contest"]),
            len(set(numbers)) == len(numbers),
            sizes == sorted(set(sizes)) and rules["pools_expected"] == sorted(set(rules["pools_expected"])),
            all(_is_person(person, tree) for person in persons),
            all(_has_order(person) for person in [*persons, *(pool["may_stand"] if pool else ())]),
            all(map(_is_target, contest["plan"]["targets"] if contest["plan"] else ())),
            _is_in_order([one["after_round"] for one in contest.get("decisions", ())], len(rounds)),
            [held["number"] for held in rounds] == list(range(1, len(rounds) + 1)),
            all(len(set(held["candidates"])) == len(held["candidates"]) for held in rounds),
            all({*held["candidates"], *(one["number"] for one in held["votes"])} <= set(numbers) for held in rounds),
        )
    )


def _is_in_order(after, rounds):
    return after == sorted(after) and max(after, default=0) <= rounds


def _has_order(person):
    return person["attributes"] == sorted(set(person["attributes"]))


def _is_person(person, tree):
    born, agreed, from_round = person["born"], person["agreed_by"], person["from_round"]
    attending = tree["meeting"]["roll"]["present"] + tree["meeting"]["roll"].get("replaced", 0)
    held = tree["rounds"][from_round - 1 : from_round] if from_round else []
    return (
        (born if len(born) > 4 else born + "-01-01") < tree["congress"]["date"]
        and (agreed is None or (person["nominated_by"] != "committee" and agreed <= attending))
        and all(one["purpose"] in ("further", "alternates") for one in held)
        and (person["withdrawn_before_round"] is None or person["withdrawal"] == "granted")
    )


def _is_target(target):
    wanted = {"young": ["below"], "age": ["from", "to"], "attribute": ["name"]}.get(target["category"], [])
    shares = [target[bound] for bound in ("at_least", "at_most") if target[bound] is not None]
    return (
        [key for key in ("below", "from", "to", "name") if target[key] is not None] == wanted
        and (target["category"] != "age" or target["from"] <= target["to"])
        and shares != []
        and all((share["percent"] is None) != (share["count"] is None) for share in shares)
    )
