"""Every way in which the session says no is stable, and stands in a test of its own room."""

import ast
from pathlib import Path

from station import session

HERE = Path(__file__).parent
ROOM = Path(session.__file__).parent


def strings(node):
    return {one.value for one in ast.walk(node) if isinstance(one, ast.Constant) and isinstance(one.value, str)}


def parsed(folder, pattern):
    return [ast.parse(file.read_text(encoding="utf-8")) for file in sorted(folder.glob(pattern))]


def codes():
    """What stands as the first thing in a ``Denied``, and what ``may_destroy`` gives as the reason why not."""
    found = set()
    for tree in parsed(ROOM, "*.py"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Denied":
                found |= strings(node.args[0])
            if isinstance(node, ast.FunctionDef) and node.name == "may_destroy":
                found |= {word for one in ast.walk(node) if isinstance(one, ast.Return) for word in strings(one)}
    return found


def test_every_code_is_one_word_and_there_are_many():
    assert len(codes()) > 75
    assert all(code.isascii() and code.replace("_", "").isalpha() and code.islower() for code in codes())


def test_every_code_is_seen_in_a_test_of_this_room():
    files = [file for file in HERE.glob("test_*.py") if file.name != Path(__file__).name]
    seen = {word for file in files for word in strings(ast.parse(file.read_text(encoding="utf-8")))}
    assert {code for code in codes() if not any(code in word.split() for word in seen)} == set()


def test_every_event_has_a_name_of_its_own_and_says_what_it_hides():
    assert len(session.EVENTS) == len(set(session.EVENTS.values())) == 34
    for name, kind in session.EVENTS.items():
        assert kind.name == name
        assert kind.hidden is None or kind.hidden in kind.__dataclass_fields__


def test_what_stands_on_a_ballot_and_what_is_kept_of_a_pin_is_hidden_and_of_a_single_ballot_no_minute_is_noted():
    """No ballot, no order and no time of one is ever in what may be shown."""
    hidden = {name: kind.hidden for name, kind in session.EVENTS.items() if kind.hidden}
    assert hidden == {
        "ballot_entered": "marks",
        "batch_taken": "ballots",
        "ballot_ruled": "marks",
        "difference_settled": "answers",
        "person_enrolled": "pin",
    }
    untimed = {name for name, kind in session.EVENTS.items() if not kind.timed}
    assert untimed == {"ballot_entered", "ballot_undone", "ballot_ruled", "ballot_referred", "difference_settled"}
