"""Who checks the signatures: the browser if it can and does it rightly, else the page's own Ed25519, and it says so."""

import pytest

from tests.verifier.dropping import faults, judged, vectors

RECORDS = ("record-1.record", "record-2.record")
WORSE = ("record-1-alone.record", "record-1-spaced.record")
REFUSES = "Promise.reject(new DOMException('no such algorithm', 'NotSupportedError'))"
LACKING = {
    "no_crypto": "Object.defineProperty(globalThis, 'crypto', { value: undefined })",
    "no_subtle": "Object.defineProperty(Crypto.prototype, 'subtle', { value: undefined })",
    "no_ed25519": f"SubtleCrypto.prototype.importKey = () => {REFUSES}",
    "no_verifying": f"SubtleCrypto.prototype.verify = () => {REFUSES}",
    "takes_everything": "SubtleCrypto.prototype.verify = () => Promise.resolve(true)",
    "takes_nothing": "SubtleCrypto.prototype.verify = () => Promise.resolve(false)",
    "says_no_truth_value": "SubtleCrypto.prototype.verify = () => Promise.resolve('yes')",
    "takes_what_the_cofactor_takes": """{
      const strict = SubtleCrypto.prototype.verify;
      SubtleCrypto.prototype.verify = function (name, key, signature, text) {
        const lax = signature[0] === 0xc0 && signature[1] === 0xf1 && signature[2] === 0x22;
        return lax ? Promise.resolve(true) : strict.call(this, name, key, signature, text);
      };
    }""",
}
COUNTED = """
  globalThis.own = 0;
  const counted = equationHolds;
  equationHolds = (...given) => { own += 1; return counted(...given); };
"""


@pytest.fixture
def opened_with(chromium, browser, tmp_path):
    """Opens the page in a browser that was changed before any script of the page ran."""
    changes = []

    def opened(change):
        changes.append(chromium.call("Page.addScriptToEvaluateOnNewDocument", source=change)["identifier"])
        chromium.open(tmp_path / "kiểm tra.html")
        chromium.run(COUNTED)
        return chromium

    yield opened
    for change in changes:
        chromium.call("Page.removeScriptToEvaluateOnNewDocument", identifier=change)


@pytest.mark.parametrize("change", LACKING.values(), ids=LACKING)
def test_where_the_browser_lacks_ed25519_or_has_it_wrong_the_page_has_its_own(opened_with, change):
    page = opened_with(change)
    assert page.run("engine.then(() => browserVerifies)") is False
    page.choose(*vectors("trust-1.txt", "trust-2.txt", *RECORDS))
    assert judged(page) == [("valid", set())] * 2
    assert page.run("own") > 20
    assert "phần tính riêng của trang" in page.run("at('engine').textContent")
    page.choose(*vectors(*WORSE))
    assert sorted(verdict for verdict, _ in judged(page)) == ["not_valid"] * 2 + ["unreadable", "valid"]
    assert faults(page) == []


def test_a_browser_that_does_it_rightly_does_all_of_it(opened_with):
    page = opened_with("")
    page.choose(*vectors("trust-1.txt", *RECORDS))
    assert judged(page) == [("valid", set())] * 2
    assert page.run("own") == 0
    assert "trình duyệt này" in page.run("at('engine').textContent")


def test_a_browser_that_fails_in_the_middle_is_asked_no_more(opened_with):
    page = opened_with(f"""{{
      const truly = SubtleCrypto.prototype.verify;
      let asked = 0;
      SubtleCrypto.prototype.verify = function (...given) {{
        asked += 1;
        return asked > 8 ? {REFUSES} : truly.apply(this, given);
      }};
    }}""")
    page.choose(*vectors("trust-1.txt", *RECORDS))
    assert judged(page) == [("valid", set())] * 2
    assert page.run("[browserVerifies, own > 0]") == [False, True]
    assert "phần tính riêng của trang" in page.run("at('engine').textContent")
