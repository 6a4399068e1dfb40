"""What ``tally archive list`` says of records of one ballot: a correction, a by-election and an exercise told apart."""

import re

import pytest

from tests.archive.made import changed, correction
from tests.cli.made import run


@pytest.fixture
def listed(archive, capsys):
    """The lines of a unit in an archive, without paths."""

    def lines(unit, lang):
        text = run(capsys, "archive", "list", archive.folder, "--lang", lang).out
        [of_unit] = re.findall(rf"^{re.escape(unit)} .*\n((?:  .*\n)+)", text, re.MULTILINE)
        return re.sub(r" \(\S+\)$", "", of_unit, flags=re.MULTILINE).splitlines()

    return lines


REPLACED = {
    "vi": (": hợp lệ; đã được thay bằng bản ghi số 4", ": hợp lệ; thay bản ghi số 1"),
    "en": (": valid; replaced by record 4", ": valid; replaces record 1"),
}
NOT_REPLACED = {
    "vi": (": hợp lệ", ": không hợp lệ; muốn thay bản ghi số 1 nhưng chưa được"),
    "en": (": valid", ": not valid; would replace record 1 but does not"),
}
ABSENT = {
    "vi": ": hợp lệ; ghi là thay một bản ghi không có ở đây",
    "en": ": valid; says that it replaces a record that is not here",
}


def test_a_correction_says_which_record_it_replaces_and_only_if_it_is_proved(archive, listed):
    proved, unproved, alone = archive.held[:3]
    archive.put(correction(archive, proved))
    archive.put(correction(archive, unproved, board=(1,)))
    archive.put(correction(archive, alone))
    archive.records(alone)[0].unlink()
    archive.update()
    for lang in ("vi", "en"):
        for unit, told in ((proved, REPLACED), (unproved, NOT_REPLACED)):
            _, first, *_, last = listed(unit, lang)
            for line, number, end in ((first, 1, told[lang][0]), (last, 4, told[lang][1])):
                assert line.startswith(f"    {number}. ")
                assert line.partition(" 1:")[2] == end[1:]
        assert listed(alone, lang)[-1].endswith(ABSENT[lang])


def test_where_a_unit_has_several_congresses_each_is_named_and_an_exercise_is_called_one(archive, listed):
    several, real = archive.held[:2]
    for path in archive.records(several)[:2]:
        archive.put(changed(path, ('"date": "2025-', '"date": "2024-'), ('"Đại hội giả lập"', '"Đại hội trước"')))
    archive.put(changed(archive.records(several)[0], ('"mode": "training"', '"mode": "real"')))
    for path in archive.records(real):
        archive.put(changed(path, ('"mode": "training"', '"mode": "real"')))
        path.unlink()
    archive.update()
    lines = listed(several, "vi")
    assert [line for line in lines if not line.startswith("    ")] == [
        "  Đại hội giả lập, ngày 27 tháng 3 năm 2025",
        "  TẬP HUẤN: Đại hội trước, ngày 27 tháng 3 năm 2024",
        "  TẬP HUẤN: Đại hội giả lập, ngày 27 tháng 3 năm 2025",
    ]
    assert [line[4] for line in lines if line.startswith("    ")] == [*"112123"]
    assert "  EXERCISE: Đại hội trước, 27 March 2024" in listed(several, "en")
    assert [line[:5] for line in listed(real, "vi")] == ["  1. ", "  2. ", "  3. "], "one congress, held in earnest"
