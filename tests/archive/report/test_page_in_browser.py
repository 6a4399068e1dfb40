"""The page in a real browser: what a reader does with it, and what its charts and bars say."""

import json
from itertools import pairwise

import pytest

from tally.percent import percent
from tally.words import Lang, Words
from tally.words.figures import show_percent
from tests.archive.report.pages import data_of, written
from tests.archive.report.reported import DAY, HOSTILE, hostile, reported


@pytest.fixture
def opened(chromium, tmp_path):
    def given(report, lang=Lang.VI):
        path = tmp_path / "báo cáo.html"
        path.write_bytes(written(report, lang).encode())
        chromium.open(path)
        return chromium

    return given


def said(browser):
    """What the browser complains of: a fault of the script, or something that the policy forbids."""
    return [one for one in browser.events if one.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")]


def column(browser, table, at):
    return browser.run(
        f"[...document.querySelectorAll('#{table} tbody tr')].map((row) => row.children[{at}].innerText)"
    )


def head(browser, table, at):
    browser.run(f"document.querySelectorAll('#{table} thead button')[{at}].click()")
    return browser.run(
        f"[...document.querySelectorAll('#{table} thead th')].map((one) => one.getAttribute('aria-sort'))"
    )


def filtered(browser, table, text):
    browser.run(f"""(() => {{
      const box = document.querySelector('#{table} input');
      box.value = {json.dumps(text)};
      box.dispatchEvent(new Event('input'));
    }})()""")
    return column(browser, table, 0)


def test_a_page_of_a_real_congress_without_a_day_or_a_title(answered, opened):
    import dataclasses

    bare = dataclasses.replace(answered, is_training=False, title=None, today=None)
    text = written(bare)
    assert data_of(text)["training"] is None
    assert Words(Lang.VI)("report.training") not in text
    browser = opened(bare)
    assert browser.run("document.querySelector('.training')") is None
    assert said(browser) == []


def test_a_heading_sorts_by_click_and_by_keyboard_and_says_so(answered, opened):
    browser = opened(answered)
    assert said(browser) == []
    sorts = head(browser, "delegates", 2)
    assert sorts == ["none", "none", "ascending", "none", "none"]
    up = [int(figure) for figure in column(browser, "delegates", 2) if figure != "–"]
    assert up == sorted(up)
    assert head(browser, "delegates", 2)[2] == "descending"
    down = column(browser, "delegates", 2)
    figures = [int(figure) for figure in down if figure != "–"]
    assert figures == sorted(figures, reverse=True)
    browser.run("document.querySelectorAll('#delegates thead button')[0].focus()")
    for kind in ("keyDown", "keyUp"):
        browser.call(
            "Input.dispatchKeyEvent", type=kind, key="Enter", code="Enter", text="\r", windowsVirtualKeyCode=13
        )
    assert browser.run("document.querySelector('#delegates th').getAttribute('aria-sort')") == "ascending"


def test_what_the_whole_comes_to_stands_first_however_sums_are_sorted(answered, opened):
    browser = opened(answered)
    for at in (1, 2, 2):
        head(browser, "seats", at)
        first, *others = column(browser, "seats", 0)
        assert first == "Toàn bộ"
        assert others
        assert "Toàn bộ" not in others
    figures = [int(figure) for figure in column(browser, "seats", 2)[1:]]
    assert figures == sorted(figures, reverse=True)
    assert len({*figures}) > 1


def test_shares_days_and_words_are_sorted_as_what_they_are(answered, opened):
    browser = opened(answered)
    head(browser, "structure_units", 3)
    shares = [line.splitlines()[1].split("/") for line in column(browser, "structure_units", 3)]
    assert all(int(a) * int(d) <= int(c) * int(b) for (a, b), (c, d) in pairwise(shares))
    head(browser, "units", 2)
    days = [day.split("/")[::-1] for day in column(browser, "units", 2)]
    assert days == sorted(days)
    head(browser, "elections", 2)
    kinds = [*dict.fromkeys(column(browser, "elections", 2))]
    assert len(kinds) == len({*kinds}) == 3
    head(browser, "last_term_units", 8)
    points = [float(text.replace("−", "-").replace(",", ".")) for text in column(browser, "last_term_units", 8)]
    assert points == sorted(points)


def test_rows_are_found_by_text_without_marks_and_by_what_the_unit_is(archive, opened):
    programme = json.loads((archive.folder / "programme.json").read_text())
    for place, unit in enumerate(programme["units"]):
        unit |= {"name": f"Đảng bộ phường số {place}", "cluster": None if place < 3 else "Cụm 1"}
    (archive.folder / "programme.json").write_text(json.dumps(programme))
    for path in archive.records(archive.held[-1]):
        path.unlink()
    archive.update()
    browser = opened(reported(archive, today=DAY))
    assert len(filtered(browser, "units", "dang bo PHUONG 17")) == 1
    assert len(filtered(browser, "units", "17 phường")) == 1
    assert filtered(browser, "units", "không có ai") == []
    assert "Không dòng nào khớp" in browser.run("document.querySelector('#units [role=status]').textContent")
    assert len(filtered(browser, "units", "cum 1")) == 15
    assert filtered(browser, "units", "cum 17") == [], "a cluster and a name are not one thing"
    filtered(browser, "units", "")
    assert "Đảng bộ cơ sở" in column(browser, "units", 5)
    assert filtered(browser, "units", "dang bo co so") == [], "a level is chosen"
    assert len(filtered(browser, "units", "")) == 18
    for _ in range(2):
        head(browser, "units", 3)
        days = column(browser, "units", 3)
        dashes = [day == "–" for day in days]
        assert dashes == sorted(dashes), "nothing is last, whichever way"
        assert {*dashes} == {True, False}
    chosen = """(label, value) => {
      const box = [...document.querySelectorAll('#units label')].find((one) => one.textContent.startsWith(label));
      const select = box.querySelector('select');
      select.value = [...select.options].find((one) => one.text === value).value;
      select.dispatchEvent(new Event('change'));
    }"""
    browser.run(f"({chosen})('Cụm', 'Cụm 1')")
    assert len(column(browser, "units", 0)) == 15
    browser.run(f"({chosen})('Cụm', '–')")
    assert len(column(browser, "units", 0)) == 3
    browser.run(f"({chosen})('Cụm', 'Tất cả')")
    browser.run(f"({chosen})('Tình hình', 'Đã đại hội')")
    assert {*column(browser, "units", 1)} == {"Đã đại hội"}
    assert "khớp" in browser.run("document.querySelector('#units [role=status]').textContent")


def test_the_language_is_turned_by_a_button_and_what_was_asked_stays(answered, opened):
    browser = opened(answered)
    filtered(browser, "units", "gl01.001")
    head(browser, "units", 0)
    assert browser.run("document.documentElement.lang") == "vi"
    browser.run("document.getElementById('language').click()")
    assert browser.run("document.documentElement.lang") == "en"
    assert browser.run("document.activeElement.id") == "language"
    assert "Report on the congresses" in browser.run("document.title")
    assert len(column(browser, "units", 0)) == 16
    assert browser.run("document.querySelector('#units th').getAttribute('aria-sort')") == "ascending"
    assert browser.run("document.querySelector('#units input').value") == "gl01.001"
    assert "Đơn vị" not in browser.run("document.getElementById('units').innerText")
    browser.run("document.getElementById('language').click()")
    assert "Từng đơn vị" in browser.run("document.getElementById('units').innerText")


def test_hostile_names_are_texts_in_a_real_browser(archive, opened):
    report = hostile(archive, today=DAY)
    browser = opened(report)
    assert said(browser) == []
    for _ in range(2):
        assert browser.run("document.querySelectorAll('img').length") == 0
        shown = " ".join(column(browser, "units", 0))
        for name in HOSTILE:
            assert name in shown, name
        assert HOSTILE[6] in browser.run("document.getElementById('head').innerText")
        browser.run("document.getElementById('language').click()")
    assert said(browser) == []
    for key in ("unsigned", "not_proved", "conflicts", "gaps", "misfits"):
        assert column(browser, key, 0), key


def test_every_percentage_of_the_page_is_that_of_the_two_figures_beside_it(answered, opened):
    """R17: the page reckons in whole numbers as the library does."""
    browser = opened(answered)
    pairs = [(part, of) for of in (0, 1, 3, 7, 8, 999, 1000, 2000, 20001) for part in {0, 1, of // 3, of // 2, of}]
    pairs += [(500, 999), (10_001, 20_001), (1, 2000), (5_600_000, 9_999_999)]
    told = browser.run(f"{json.dumps(pairs)}.map(([part, of]) => percent(part, of))")
    assert told == [show_percent(percent(part, of), Lang.VI) for part, of in pairs]
    cells = browser.run(
        "[...document.querySelectorAll('td.figure')].map((one) => one.innerText).filter((one) => one.includes('%'))"
    )
    assert len(cells) > 200
    for cell in cells:
        share, of_all = cell.split("\n")
        part, of = (int(figure.replace(".", "")) for figure in of_all.split("/"))
        assert share == show_percent(percent(part, of), Lang.VI)


def test_charts_say_in_words_what_they_draw(answered, opened):
    browser = opened(answered)
    bars = browser.run("""[...document.querySelectorAll('.chart svg')].map((one) => [one.getAttribute('role'),
      one.querySelector('title').textContent, one.querySelector('desc').textContent,
      one.getAttribute('aria-label')])""")
    assert len(bars) == 1 + 2 + 16
    assert all(role == "img" and name and told and label == f"{name}: {told}" for role, name, told, label in bars)
    total = answered.total
    assert str(total.held) in bars[0][2]
    legend = browser.run("[...document.querySelectorAll('#progress-chart .legend span')].map((one) => one.innerText)")
    assert legend == ["Đã đại hội", "Quá hạn, chưa đại hội", "Chưa đại hội"]
    fills = browser.run(
        "[...document.querySelectorAll('#structure-chart rect[fill]')].map((one) => one.getAttribute('fill'))"
    )
    assert "url(#hatched)" in fills, "told apart without colour"


def test_the_bars_of_progress_are_parts_that_come_to_all_units(answered, opened):
    """A late unit that sent only what is not proved is in one part of the bar, though it is late and unproved."""
    import dataclasses

    table = answered.table("progress")
    names = [column.key for column in table.columns]
    figures = {"units": 18, "programme_units": 10, "outside": 8, "held": 6, "held_share": (5, 10), "stopped": 1}
    figures |= {"late": 5, "late_unproved": 2, "unproved": 3, "not_held": 8}
    row = tuple(figures.get(name, cell) for name, cell in zip(names, table.rows[0], strict=True))
    told = dataclasses.replace(table, rows=[row])
    nobody = dataclasses.replace(
        answered.table("structure"),
        rows=[
            tuple(None if isinstance(cell, tuple) else cell for cell in row) for row in answered.table("structure").rows
        ],
    )
    new = {"progress": told, "structure": nobody}
    tables = tuple(new.get(one.key, one) for one in answered.tables)
    browser = opened(dataclasses.replace(answered, tables=tables))
    assert said(browser) == []
    desc = browser.run("document.querySelector('#progress-chart desc').textContent")
    assert [int(part.split()[-1]) for part in desc.split("; ")] == [6, 1, 1, 2, 3, 5]
    assert browser.run("document.querySelector('#progress-chart .value').textContent").startswith("5/10 = 50,00")
    name = browser.run("document.querySelector('#progress-chart .chart .name').textContent")
    assert name.endswith("gồm cả 8 đơn vị ngoài chương trình"), "the bar is of more than the share beside it"
    fills = browser.run(
        "[...document.querySelectorAll('#progress-chart .chart rect')].map((one) => one.getAttribute('fill'))"
    )
    assert len({*fills}) == 6
    shares = browser.run("[...document.querySelectorAll('#structure-chart .value')].map((one) => one.textContent)")
    assert {*shares} == {"–"}


def test_on_paper_only_tables_with_rows_and_the_others_by_name(answered, opened):
    browser = opened(answered)
    empty = [table.key for table in answered.tables if not table.rows]
    assert empty
    browser.call("Emulation.setEmulatedMedia", media="print")
    shown = "getComputedStyle(document.querySelector('{}')).display"
    assert {browser.run(shown.format(f"#{key}")) for key in empty} == {"none"}
    assert browser.run(shown.format("#units")) == "block"
    names = browser.run("document.querySelector('.on-paper').innerText")
    words = Words(Lang.VI)
    assert all(words(f"archive.report.table.{key}") in names for key in empty)
    assert words("archive.report.table.units") not in names
    browser.call("Emulation.setEmulatedMedia", media="")
    assert browser.run(shown.format(".on-paper")) == "none"
    import dataclasses

    row = {True: 0, False: None}
    every = tuple(
        dataclasses.replace(one, rows=one.rows or [(row[one.is_of_units], *[None] * (len(one.columns) - 1))])
        for one in answered.tables
    )
    browser = opened(dataclasses.replace(answered, tables=every))
    assert browser.run("document.querySelector('.on-paper').textContent") == ""


def test_whatever_somebody_must_look_at_stands_out_on_the_front(archive, opened):
    report = hostile(archive, today=DAY)
    front = written(report).partition('<script type="application/json"')[0]
    assert front.count('<li class="amiss">') == 4
    browser = opened(report)
    assert browser.run("document.querySelectorAll('.figures .amiss').length") == 4


def test_a_long_table_is_shown_in_pages(answered, opened):
    import dataclasses

    units = answered.table("units")
    long = dataclasses.replace(units, rows=[*units.rows] * 30)
    tables = tuple(long if table.key == "units" else table for table in answered.tables)
    browser = opened(dataclasses.replace(answered, tables=tables))
    assert len(column(browser, "units", 0)) == 200
    browser.run("[...document.querySelectorAll('#units .controls button')][1].click()")
    told = browser.run("document.querySelector('#units [role=status]').textContent")
    assert told == "Dòng 201–400 trong 540 dòng"
    for _ in range(2):
        browser.run("[...document.querySelectorAll('#units .controls button')][1].click()")
    assert len(column(browser, "units", 0)) == 140


def test_many_rows_are_gone_through_once_the_typing_pauses(answered, opened):
    import dataclasses

    units = answered.table("units")
    long = dataclasses.replace(units, rows=[*units.rows] * 1_200)
    tables = tuple(long if table.key == "units" else table for table in answered.tables)
    browser = opened(dataclasses.replace(answered, tables=tables))
    for typed in ("nobody", "gl01.001.01"):
        assert len(filtered(browser, "units", typed)) == 200, "not yet"
    told = """(async () => {
      const said = () => document.querySelector('#units [role=status]').textContent;
      while (!said().includes('khớp')) await new Promise((go) => setTimeout(go, 20));
      return said();
    })()"""
    assert browser.run(told) == "Dòng 1–200 trong 1.200 dòng khớp, của tất cả 21.600"


def test_no_part_is_cut_off_on_a_narrow_screen(answered, opened):
    browser = opened(answered)
    browser.call("Emulation.setDeviceMetricsOverride", width=400, height=800, deviceScaleFactor=1, mobile=False)
    assert browser.run("document.documentElement.scrollWidth") <= 400
    right = browser.run("document.querySelectorAll('#units tbody td')[0].getBoundingClientRect().right")
    assert right <= 400, "whether it has held its congress is in sight"
    browser.call("Emulation.clearDeviceMetricsOverride")
