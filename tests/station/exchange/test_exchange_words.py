"""Whatever is said no to is told in both languages, with what to do next."""

import re
from inspect import getsource

import pytest

from station import exchange
from tally.words import Lang, Words

PARAMS = {
    "no_such_entry": {"entry": 3},
    "entry_came_from_elsewhere": {"station": "VD.1/station-2"},
    "entry_not_closed": {"batches": "2, 3"},
    "ballots_destroyed": {},
    "recipients_count": {"most": 16},
    "outside_validity": {"date": "2025-02-14"},
    "own_key_not_trusted": {},
    "bad_entry": {"location": "round", "fault": "bad_value.integer"},
    "not_sealed": {},
    "seal_broken": {},
    "not_for_this_key": {},
    "another_unit": {"unit": "VD.2"},
    "another_mode": {"mode": "real"},
    "another_contest": {"contest": "bch"},
    "another_box": {"station": "VD.1/station-2"},
    "own_entry": {},
    "unknown_station": {"station": "VD.1/station-2"},
    "station_revoked": {"station": "VD.1/station-2"},
    "not_signed_by_station": {"station": "VD.1/station-2"},
}
"""Every code with what comes with it."""


def test_these_are_all_the_codes_there_are():
    source = getsource(exchange)
    given = set(re.findall(r'EntryRefused\("(\w+)"', source)) | {"unknown_station"}
    assert given | exchange._OWN_WORDS == set(PARAMS)


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize(("code", "params"), PARAMS.items())
def test_each_has_a_sentence_that_asks_for_nothing_more(code, params, lang):
    assert Words(lang)(f"exchange.{code}", **params)
