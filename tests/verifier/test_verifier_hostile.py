"""No byte of a file is ever markup or code on the page, and the page has no way out of the computer."""

from collections import Counter
from random import Random

from tests.record.signed_examples import NAMES, example
from tests.verifier.cases import HOSTILE, hostile, of_hostile_names, signed_again, tree_of
from tests.verifier.dropping import OPEN_ALL, faults, judged, vectors, written

ELEMENTS = {
    "HTML", "HEAD", "META", "TITLE", "STYLE", "BODY", "HEADER", "NOSCRIPT", "SECTION", "LABEL", "TEXTAREA", "INPUT",
    "MAIN", "FOOTER", "SCRIPT", "H1", "H2", "H3", "P", "B", "I", "U", "BR", "SPAN", "STRONG", "UL", "LI", "BUTTON",
    "DIV", "DETAILS", "SUMMARY", "TABLE", "THEAD", "TBODY", "TR", "TH", "TD",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "http-equiv", "content", "name", "class", "id", "type", "multiple", "hidden", "for", "rows",
    "spellcheck", "autocomplete", "aria-live", "aria-hidden", "aria-label", "data-word", "data-verdict", "data-failed",
    "open", "style",
}  # fmt: skip


def test_hostile_names_are_shown_as_they_are_and_change_nothing(browser, tmp_path):
    """Names, titles, grounds and file names with markup, in records that are valid and in such that are not."""
    trusted, files = example(NAMES[0])
    sound = [of_hostile_names(None, None, data, Random(at))[1][0] for at, data in enumerate(files)]
    wild = hostile(tree_of(files[0]), Random(9))
    wild["result"]["findings"] = [
        {"clause": text, "code": text, "params": {text: text, "constructor": 1}, "rule": text, "severity": "error"}
        for text in HOSTILE
    ]
    wild["rounds"][0]["votes"][0]["percent"] = HOSTILE[0]
    wild["result"]["elected"] = [
        {"name": text, "number": 1, "percent": text, "reason": "run_off", "round": 1, "votes": 1} for text in HOSTILE
    ]
    paths = [tmp_path / f"<img src=x onerror=taken_over=1>{at}.record" for at in range(len(sound) + 2)]
    not_valid = signed_again(wild, files[0])
    for path, data in zip(paths, [*sound, not_valid, b"<script>globalThis.taken_over=1</script>"], strict=True):
        path.write_bytes(data)
    (trust,) = written(tmp_path, trust__txt=trusted)
    browser.choose(trust, *paths)
    browser.run(OPEN_ALL)
    for language in ("vi", "en"):
        assert browser.run("document.documentElement.lang") == language
        text = browser.run("document.body.innerText")
        assert [name for name in HOSTILE if name not in text] == []
        assert set(browser.run("[...document.querySelectorAll('*')].map((node) => node.tagName)")) <= ELEMENTS
        assert (
            set(browser.run("[...document.querySelectorAll('*')].flatMap((n) => n.getAttributeNames())")) <= ATTRIBUTES
        )
        assert browser.run("[document.scripts.length, document.images.length, typeof taken_over]") == [
            1,
            0,
            "undefined",
        ]
        browser.run("at('language').click()")
        browser.run(OPEN_ALL)
    assert faults(browser) == []
    assert Counter(verdict for verdict, _ in judged(browser))["unreadable"] == 1


def test_the_policy_stops_markup_code_and_the_network(browser):
    """What the page never does is also not possible on it."""
    refused = """(async () => {
      const violated = [];
      document.addEventListener("securitypolicyviolation", (event) => violated.push(event.effectiveDirective));
      const tried = async (does) => { try { await does(); return "done"; } catch { return "refused"; } };
      const script = document.createElement("script");
      const image = document.createElement("img");
      const said = [
        await tried(() => { document.body.innerHTML = "<b>x</b>"; }),
        await tried(() => { script.textContent = "globalThis.taken_over = 1"; document.body.append(script); }),
        await tried(() => fetch("http://127.0.0.1:9/")),
        await tried(() => new Promise((done, failed) => {
          Object.assign(image, { onload: done, onerror: failed, src: "x.png" });
        })),
      ];
      await new Promise((go) => setTimeout(go, 50));
      return [said, violated.sort(), typeof taken_over];
    })()"""
    said, violated, taken_over = browser.run(refused)
    assert said == ["refused"] * 4
    assert {"connect-src", "img-src", "require-trusted-types-for"} <= set(violated)
    assert taken_over == "undefined"


def test_the_page_asks_for_nothing_but_itself(browser):
    browser.choose(*vectors("trust-1.txt", "record-1.record", "record-1-spaced.record"))
    asked = [
        event["params"]["request"]["url"]
        for event in browser.events
        if event.get("method") == "Network.requestWillBeSent"
    ]
    assert len(asked) == 1
    assert asked[0].startswith("file:///")
