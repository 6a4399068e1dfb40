"""A version is sound if those who were in charge handed over, and is known if somebody compared its fingerprint."""

from dataclasses import replace
from datetime import timedelta
from itertools import chain as joined
from itertools import combinations, permutations

import pytest

from tally.record import note
from tally.record.keyname import Role
from tally.record.note import Note
from tally.record.refusal import Refused
from tally.record.trust import Organisation, Thresholds, read
from tally.record.trust_chain import approval, chain, check_follows, check_signed
from tests.record.trusts import BOARD, FROM, LEAVES, ROOTS, TO, after, key, refused, revocation, seed, signed, trust

FIRST = trust()
SECOND = after(FIRST, ROOTS[3])
THIRD = after(SECOND, ROOTS[4], revoked=(ROOTS[0],))
FILES = [signed(FIRST, *ROOTS[:2]), signed(SECOND, *ROOTS[:2]), signed(THIRD, *ROOTS[1:3])]
PINS = [read(data).fingerprint for data in FILES]


def subsets(names):
    return joined.from_iterable(combinations(names, count) for count in range(len(names) + 1))


def signers(made, *names, old=None):
    """Whether a file signed by these is signed enough; if not, the code it is refused with."""
    file = read(signed(made, *names))
    try:
        check_signed(file, old)
    except Refused as refusal:
        return refusal.code
    return True


# Thresholds


@pytest.mark.unmeasured
@pytest.mark.parametrize("roots", range(3, 7))
def test_any_roots_sign_a_first_version_if_they_are_as_many_as_it_says(roots):
    for needed in range(2, roots):
        made = trust(*ROOTS[:roots], needed=needed)
        for chosen in subsets(ROOTS[:roots]):
            expected = True if len(chosen) >= needed else "too_few_signatures" if chosen else "not_signed"
            assert signers(made, *chosen) == expected, (needed, chosen)


@pytest.mark.unmeasured
@pytest.mark.parametrize(("needed_before", "needed_now"), [(2, 2), (2, 3), (3, 2), (3, 4)])
def test_a_new_version_is_signed_by_the_old_threshold_and_the_new_one(needed_before, needed_now):
    """Of six roots the old version has 1 to 4 and the new one 2 to 6, the first having been revoked in it."""
    old = trust(*ROOTS[:4], needed=needed_before)
    new = after(old, *ROOTS[4:], revoked=(ROOTS[0],), thresholds=Thresholds(trust=needed_now, record=2))
    for chosen in subsets(ROOTS):
        of_old, of_new = (len({*chosen} & {*roots}) for roots in (ROOTS[:4], ROOTS[1:]))
        expected = True if of_old >= needed_before else "too_few_old_signatures"
        if of_new < needed_now:
            expected = "too_few_signatures" if chosen else "not_signed"
        assert signers(new, *chosen, old=old) == expected, chosen


def test_a_root_that_is_left_out_signs_as_one_of_the_old_alone():
    old = trust(*ROOTS[:4])
    new = after(old, ROOTS[4], revoked=(ROOTS[0],), left_out=(ROOTS[0],))
    assert signers(new, ROOTS[0], ROOTS[1], old=old) == "too_few_signatures"
    assert signers(new, ROOTS[0], ROOTS[1], ROOTS[4], old=old) is True
    assert signers(new, ROOTS[1], ROOTS[4], old=old) == "too_few_old_signatures"


def test_a_root_that_was_revoked_before_signs_no_more():
    old = after(trust(*ROOTS[:4]), revoked=(ROOTS[0],))
    new = after(old, ROOTS[4])
    assert signers(new, ROOTS[0], ROOTS[1], old=old) == "too_few_signatures"
    assert signers(new, ROOTS[0], ROOTS[1], ROOTS[4], old=old) == "too_few_old_signatures"
    assert signers(new, ROOTS[1], ROOTS[2], old=old) is True


def test_how_far_a_file_is_signed_is_told():
    file = read(signed(THIRD, *ROOTS[:2], "VD/root-9"))
    given = approval(file, SECOND)
    assert [str(each.name) for each in given.by] == [ROOTS[1]]
    assert [str(each.name) for each in given.by_old] == [*ROOTS[:2]]
    assert (given.needed, given.needed_old) == (2, 2)
    alone = approval(file)
    assert (alone.by, alone.needed, alone.by_old, alone.needed_old) == (given.by, 2, (), 0)
    draft = approval(read(signed(THIRD)), SECOND)
    assert (draft.by, draft.by_old) == ((), ())


@pytest.mark.parametrize("at", range(3))
def test_one_bad_signature_of_a_root_old_or_new_refuses_all(at):
    """Though there are enough without it: of a root of both, of one that the new version revokes, of a new one."""
    bad = (ROOTS[3], ROOTS[0], ROOTS[4])[at]
    good = read(signed(THIRD, *ROOTS[1:3])).note
    line = note.sign("khác\n", bad, seed(bad))
    data = note.write(Note(text=good.text, signatures=(*good.signatures, line)))
    assert signers(THIRD, *ROOTS[1:3], old=SECOND) is True
    assert refused(check_signed, read(data), SECOND).code == "bad_signature"
    assert refused(chain, [FILES[0], FILES[1], data], []).code == "bad_signature"


def test_a_root_signs_once():
    good = read(FILES[0]).note
    twice = note.write(Note(text=good.text, signatures=(good.signatures[0], good.signatures[0])))
    assert refused(check_signed, read(twice), None).code == "signed_twice"


def test_a_root_s_key_under_another_name_is_a_strangers():
    name = "VD/root-9"
    line = note.sign(read(FILES[0]).text, name, seed(ROOTS[1]))
    data = note.write(Note(text=read(FILES[0]).text, signatures=(read(FILES[0]).note.signatures[0], line)))
    assert refused(check_signed, read(data), None).params == {"version": 1, "have": 1, "needed": 2}


def test_keys_of_other_roles_sign_no_trust_file():
    assert signers(FIRST, ROOTS[0], "VD.1/board-1", "VD.1/board-2") == "too_few_signatures"


# One version after another


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"version": 3}, "not_the_next_version"),
        ({"version": 5}, "not_the_next_version"),
        ({"previous": bytes(32)}, "previous_differs"),
        ({"previous": read(FILES[0]).sha256}, "previous_differs"),
        ({"organisation": Organisation(code="VE", name="Đảng bộ ví dụ")}, "another_organisation"),
        ({"organisation": Organisation(code="VD", name="Đảng bộ khác")}, "another_organisation"),
        ({"revocations": ()}, "revocation_taken_back"),
        ({"revocations": (revocation(ROOTS[0], TO),)}, "revocation_taken_back"),
        ({"revocations": (revocation(ROOTS[1]),)}, "revocation_taken_back"),
    ],
)
def test_a_version_follows_the_one_before_in_everything(change, code):
    fourth = after(THIRD, ROOTS[5])
    check_follows(fourth, THIRD)
    changed = after(THIRD, ROOTS[5], **change)
    assert refused(check_follows, changed, THIRD).code == code
    assert refused(check_signed, read(signed(changed, *ROOTS[:6])), THIRD).code == code


def test_a_first_version_follows_none():
    assert refused(check_follows, trust(ROOTS[0]), FIRST).params == {"version": 1, "old": 1}


def test_a_key_leaves_only_if_it_is_revoked():
    left = after(SECOND, left_out=(ROOTS[3],))
    assert refused(check_follows, left, SECOND).code == "key_left_out"
    assert refused(check_follows, left, SECOND).params == {"name": ROOTS[3]}
    check_follows(after(SECOND, revoked=(ROOTS[3],), left_out=(ROOTS[3],)), SECOND)


def test_a_key_does_not_change_hands():
    other = tuple(key(ROOTS[3], holder="Người khác") if str(each.name) == ROOTS[3] else each for each in SECOND.keys)
    for gone in ((), (ROOTS[3],)):
        refusal = refused(check_follows, after(SECOND, keys=other, revoked=gone), SECOND)
        assert (refusal.code, refusal.params) == ("key_changed", {"name": ROOTS[3]})


def test_a_name_never_comes_to_another_key():
    """Not even to one that was left out: its revocation keeps the name."""
    later = after(THIRD, left_out=(ROOTS[0],))
    check_follows(later, THIRD)
    twin = key(ROOTS[0], seed_of="another key")
    at = len(BOARD)
    assert refused(after, later, keys=(*later.keys[:at], twin, *later.keys[at:])).code == "name_twice"


def test_a_revocation_may_be_put_at_an_earlier_day():
    check_follows(after(THIRD, revocations=(revocation(ROOTS[0], FROM),)), THIRD)


# Chains


@pytest.mark.parametrize("order", permutations(range(3)))
@pytest.mark.parametrize("pinned", subsets(range(3)))
def test_versions_make_a_chain_in_any_order_and_any_pin_of_one_holds(order, pinned):
    found = chain([FILES[at] for at in order], [PINS[at] for at in pinned])
    assert found.versions == (FIRST, SECOND, THIRD)
    assert found.pinned is bool(pinned)
    assert found.newest == THIRD
    assert [found.fingerprint(version) for version in (1, 2, 3)] == PINS


def test_a_chain_may_begin_and_end_anywhere():
    for start, end in combinations(range(4), 2):
        found = chain(FILES[start:end], [PINS[start]])
        assert [made.version for made in found.versions] == [*range(start + 1, end + 1)]


def test_a_record_finds_the_version_that_it_names():
    found = chain(FILES, [])
    for data, made in zip(FILES, (FIRST, SECOND, THIRD), strict=True):
        assert found.of(read(data).sha256) == made
    assert found.of(bytes(32)) is None
    assert chain(FILES[1:], []).of(read(FILES[0]).sha256) is None
    assert refused(found.fingerprint, 4).code == "version_missing"


def test_a_pin_is_typed_in_any_grouping_and_must_be_one():
    assert chain(FILES, [PINS[1].replace(" ", "-")]).pinned
    assert chain(FILES, [PINS[0], PINS[2].replace(" ", "")]).pinned
    assert refused(chain, FILES, [PINS[0][:-1]]).code == "bad_fingerprint"
    assert refused(chain, FILES, ["1" * 60]).code == "pin_differs"
    assert refused(chain, FILES[:2], [PINS[2]]).code == "pin_differs"


@pytest.mark.parametrize("other", ["1" * 60, PINS[2]])
def test_every_pin_is_that_of_a_version(other):
    """One that is found does not speak for one that is not."""
    for pins in ([PINS[0], other], [other, PINS[0]]):
        assert refused(chain, FILES[:2], pins).code == "pin_differs"


def test_without_a_pin_the_lowest_version_is_taken_on_faith():
    assert not chain(FILES, []).pinned


@pytest.mark.unmeasured
@pytest.mark.parametrize("names", subsets(ROOTS[:4]))
def test_versions_above_the_pinned_one_need_those_who_were_in_charge(names):
    """The second version is signed by whoever; it is pinned or proved by the third, or the first vouches for it."""
    text = read(FILES[1]).text
    files = [FILES[0], signed(text, *names), FILES[2]]
    own, old = len(names) >= 2, len({*names} & {*ROOTS[:3]}) >= 2
    for pin in ([PINS[1]], [PINS[2]], [PINS[0], PINS[2]]):
        assert _holds(files, pin) is own
    for pin in ([PINS[0]], []):
        assert _holds(files, pin) is (own and old)


def _holds(files, pins):
    try:
        return len(chain(files, pins).versions) == 3
    except Refused:
        return False


def test_a_gap_a_duplicate_and_a_fork_are_refused():
    gap = refused(chain, [FILES[0], FILES[2]], [])
    assert (gap.code, gap.params) == ("version_missing", {"version": 2})
    assert len(chain([*FILES, FILES[1]], []).versions) == 3, "the same bytes"
    for again in (signed(SECOND, *ROOTS[1:3]), signed(after(FIRST, ROOTS[5]), *ROOTS[:2])):
        twice = refused(chain, [*FILES, again], [])
        assert (twice.code, twice.params) == ("version_twice", {"version": 2})


def test_the_other_branch_of_a_fork_does_not_fit_in():
    fork = signed(after(FIRST, ROOTS[5]), *ROOTS[:2])
    assert chain([FILES[0], fork], [PINS[0]]).pinned
    assert refused(chain, [FILES[0], fork, FILES[2]], [PINS[0]]).code == "previous_differs"
    assert refused(chain, [fork, FILES[2]], [PINS[2]]).code == "previous_differs"


def test_an_older_version_does_not_pass_for_a_newer_one():
    """It names no version before it that is here, or one that says another thing."""
    for old in (FIRST, SECOND):
        renumbered = replace(old, version=4, previous=old.previous or bytes(32))
        assert refused(chain, [*FILES, signed(renumbered, *ROOTS[:4])], PINS).code == "previous_differs"
    rolled_back = after(THIRD, revocations=())
    assert refused(chain, [*FILES, signed(rolled_back, *ROOTS[:4])], PINS).code == "revocation_taken_back"


def test_nobody_puts_themselves_in_charge():
    """A whole version of strangers, signed by all of them, on top of a pinned one."""
    names = [f"VD/root-{number}" for number in range(11, 16)]
    usurped = after(FIRST, *names, revoked=ROOTS[:3])
    assert signers(usurped, *names) is True
    assert refused(chain, [FILES[0], signed(usurped, *names)], [PINS[0]]).code == "too_few_old_signatures"
    assert refused(chain, [FILES[0], signed(usurped, *names, ROOTS[0])], [PINS[0]]).code == "too_few_old_signatures"


def test_a_draft_is_no_link():
    assert refused(chain, [signed(FIRST)], []).code == "not_signed"
    assert refused(chain, [FILES[0], signed(SECOND)], []).code == "not_signed"
    assert refused(chain, [FILES[0], signed(SECOND)], [PINS[1]]).code == "not_signed"


def test_no_files_are_no_chain():
    assert refused(chain, [], []).code == "no_trust"


def test_a_file_that_cannot_be_read_refuses_the_chain():
    assert refused(chain, [FILES[0], FILES[1][:-1]], []).code == "not_a_note"


# Which keys count


def test_a_revocation_holds_for_every_version_from_its_earliest_day():
    fourth = after(THIRD, revocations=(revocation(ROOTS[0], FROM), revocation(ROOTS[1], TO)))
    public = [key(name).vkey.public for name in ROOTS]
    found = chain([*FILES, signed(fourth, *ROOTS[1:4])], [])
    assert [found.revoked_since(one) for one in public[:3]] == [FROM, TO, None]
    assert [chain(FILES, []).revoked_since(one) for one in public[:3]] == [LEAVES, None, None]


def test_a_key_counts_for_congresses_before_the_day_of_its_revocation():
    """Under the version that knew nothing of it, and under the one that revokes it; not where it never stood."""
    found, day = chain(FILES, []), timedelta(days=1)
    for made, more in ((FIRST, ()), (THIRD, ROOTS[3:5])):
        for when, roots in ((LEAVES - day, ROOTS[:3]), (LEAVES, ROOTS[1:3]), (TO, ROOTS[1:3])):
            counted = found.counting(made, Role.ROOT, "VD", when)
            assert [str(each.name) for each in counted] == [*roots, *more]
    assert [str(each.name) for each in found.counting(FIRST, Role.BOARD, "VD.1", TO)] == [*BOARD]
    assert found.counting(FIRST, Role.BOARD, "VD.2", TO) == ()
    assert found.counting(FIRST, Role.BOARD, None, TO) == found.counting(FIRST, Role.BOARD, "VD.1", TO)
