"""The minutes on the page: the bars are the votes of the base, on a wide screen and on a narrow one."""

import pytest

from tests.record.signed_examples import example
from tests.verifier.cases import RECORDS, signed_again, tree_of
from tests.verifier.dropping import OPEN_ALL, vectors, written

BARS = """[...document.querySelectorAll("tbody tr")].map((row) => {
  const bar = row.querySelector(".bar"), fill = bar.firstChild, half = bar.querySelector("u");
  const { left } = bar.getBoundingClientRect(), share = (width) => Math.round((1000 * width) / bar.clientWidth);
  const filled = share(fill.getBoundingClientRect().width);
  return [bar.className, filled, half && share(half.getBoundingClientRect().left - left)];
})"""
PLACES = """[...document.querySelectorAll("tr")].map((row) => [...row.children].map((cell) => {
  const { left, right, top } = cell.getBoundingClientRect();
  return [Math.round(left), Math.round(right), Math.round(top)];
}))"""


@pytest.fixture
def at_width(chromium):
    """Makes the window so wide, until the test is over."""
    yield lambda width: chromium.call(
        "Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False
    )
    chromium.call("Emulation.clearDeviceMetricsOverride")


@pytest.mark.parametrize("width", [400, 1280])
def test_a_bar_is_as_long_as_the_votes_of_the_base_and_a_line_stands_at_half(browser, at_width, width):
    at_width(width)
    browser.choose(*vectors("trust-1.txt", "record-2.record"))
    browser.run(OPEN_ALL)
    bars = browser.run(BARS)
    votes, base = [6, 4, 4, 3, 2], 7
    assert [bar for bar, _, _ in bars] == ["bar elected", "bar", "bar", "bar elected", "bar"]
    for (_, filled, _), given in zip(bars, votes, strict=True):
        assert abs(filled - 1000 * given / base) < 15
    assert all(abs(half - 500) < 25 for _, _, half in bars[:3])
    assert [half for _, _, half in bars[3:]] == [None, None]  # in a run-off nobody needs half


@pytest.mark.parametrize("width", [320, 400, 641, 1280])
def test_every_heading_stands_above_its_column_and_nothing_leaves_the_window(browser, at_width, width, tmp_path):
    at_width(width)
    trust, files = example("commune-cao-an")
    paths = written(tmp_path, trust__txt=trust, one__record=files[1])
    browser.run("at('training').checked = true")
    browser.choose(*paths)
    browser.run(OPEN_ALL)
    rows = browser.run(PLACES)
    assert len(rows) > 15
    assert {len(row) for row in rows} == {6}
    for head, *cells in (rows[:18], rows[18:]):
        for row in cells:
            for (left, right, _), (its_left, its_right, _) in zip(head, row, strict=True):
                assert abs(left - its_left) <= 1 or abs(right - its_right) <= 1
    assert browser.run("document.documentElement.scrollWidth") <= width


def test_votes_that_nobody_can_have_leave_the_bar_in_its_frame(browser, tmp_path):
    tree = tree_of(RECORDS[0])
    tree["rounds"][0]["votes"][0]["votes"] = 10_000_000
    tree["rounds"][0]["base"]["value"] = -3
    wild = signed_again(tree, RECORDS[0])
    tree["rounds"][0]["base"]["value"] = 1
    other = signed_again(tree, RECORDS[0])
    browser.choose(*vectors("trust-1.txt"), *written(tmp_path, a__record=wild, b__record=other))
    browser.run(OPEN_ALL)
    assert [round(filled, -1) for _, filled, _ in browser.run(BARS)] == [0, 0, 0, 1000, 1000, 1000]


def test_what_a_check_of_figures_shows_is_that_they_agree_not_that_the_plan_is_met(browser):
    browser.choose(*vectors("trust-1.txt", "record-1.record"))
    browser.run(OPEN_ALL)
    text = browser.run("document.body.innerText")
    assert "Cơ cấu: đạt: tính lại thấy khớp" in text
    assert "nữ: 0/1 (0,00 %), cần 1: chưa đạt" in text
    assert "Quá nửa tính trên 7 (đã trừ 1): phải có ít nhất 4 phiếu." in text
