"""How files are dropped on the page, and what it then shows."""

from tests.verifier.cases import VECTORS

BANNER = "document.querySelector('.banner strong').textContent"
BANNER_TEXT = "document.querySelector('.banner').textContent"
VERDICTS = "[...document.querySelectorAll('details.record .said')].map((one) => one.textContent.split(' [')[0])"
SHOWN = "[...document.querySelectorAll('details.record')].map((one) => [one.dataset.verdict, one.dataset.failed])"
OPEN_ALL = """(async () => {
  document.querySelectorAll("details").forEach((one) => { one.open = true; });
  await new Promise((go) => requestAnimationFrame(() => setTimeout(go, 50)));
})()"""


def vectors(*names):
    return [VECTORS / name for name in names]


def written(folder, **files):
    paths = []
    for name, data in files.items():
        paths.append(folder / name.replace("__", "."))
        paths[-1].write_bytes(data)
    return paths


def judged(browser):
    return [(verdict, set(failed.split())) for verdict, failed in browser.run(SHOWN)]


def faults(browser):
    names = ("Runtime.exceptionThrown", "Log.entryAdded", "Runtime.consoleAPICalled")
    return [event for event in browser.events if event.get("method") in names]
