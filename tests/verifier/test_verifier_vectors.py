"""The page reads, spells and judges as the vectors have it, with the browser's Ed25519 and with its own."""

import json

from tests.verifier.cases import VECTORS
from tests.verifier.dropping import judged, vectors


def kind(browser, name, value):
    """Whether a kind of the page takes a value."""
    return browser.run(f"""(() => {{
      try {{ {name}({json.dumps(value)}, ""); return true; }} catch (fault) {{ caught(fault); return false; }}
    }})()""")


def test_every_key_and_signature_of_the_vectors_is_judged_the_same_by_the_browser_and_by_the_page(browser):
    known = json.loads((VECTORS / "ed25519.json").read_text())
    for own in (False, True):
        browser.run(f"engine.then(() => {{ browserVerifies = {str(not own).lower()}; }})")
        for one in known["signatures"]:
            arguments = f"unhex('{one['key']}'), unhex('{known['message_hex']}'), unhex('{one['signature']}')"
            assert browser.run(f"isGood({arguments})") is one["good"], (own, one["why"])
    for key, taken in [
        (one["key"], name == "keys_taken") for name in ("keys_taken", "keys_refused") for one in known[name]
    ]:
        assert browser.run(f"isPublicKey(unhex('{key}'))") is taken, key


def test_without_the_browsers_ed25519_the_verdicts_are_the_same(browser):
    browser.run("engine.then(() => { browserVerifies = false; })")
    names = ("trust-1.txt", "record-1.record", "record-2-changed.record", "record-1-alone.record")
    browser.choose(*vectors(*names))
    assert [verdict for verdict, _ in judged(browser)] == ["not_valid"] * 3  # two of them have the same number
    browser.run("state.files = []")
    browser.choose(*vectors("trust-1.txt", "trust-2.txt", "record-1.record", "record-2.record"))
    assert judged(browser) == [("valid", set())] * 2
    assert "phần tính riêng của trang" in browser.run("at('engine').textContent")


def test_what_is_canonical_is_what_the_vectors_say(browser):
    known = json.loads((VECTORS / "canonical.json").read_text())
    read, cases = "((text) => readCanonical(unhex(text)))", [(text.encode().hex(), True) for text in known["accepted"]]
    cases += [(one["text"].encode().hex(), False) for one in known["refused"]]
    cases += [(one["hex"], False) for one in known["refused_hex"]]
    for spelled, taken in cases:
        assert kind(browser, read, spelled) is taken, bytes.fromhex(spelled)


def test_kinds_and_names_are_what_the_vectors_say(browser):
    for name, values in json.loads((VECTORS / "values.json").read_text()).items():
        for value, taken in [(v, True) for v in values["taken"]] + [(v, False) for v in values["refused"]]:
            assert kind(browser, name, value) is taken, (name, value)
    known = json.loads((VECTORS / "names.json").read_text())
    for name, of in (("keyName", "names"), ("vkey", "vkeys")):
        for value in known[f"{of}_taken"]:
            assert kind(browser, name, value), value
        for value in known[f"{of}_refused"]:
            assert not kind(browser, name, value), value
