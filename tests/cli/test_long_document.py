"""A document written part by part is, byte for byte, the one that is written at once."""

import pytest

from tally.archive.documents import ListDocument, MisfitPart
from tally.cli.long_document import write_long
from tally.cli.terminal import Terminal
from tally.files.documents import written
from tally.words import Lang, Words


@pytest.mark.parametrize("count", [0, 1, 3])
def test_part_by_part_it_is_the_same(capsys, count):
    parts = [MisfitPart(path=f'"records": [] {number}\n', code="x", message="Đ") for number in range(count)]
    terminal = Terminal(Words(Lang.EN), as_json=True)
    whole = ListDocument(schema_="archive-list/1", records=[], misfits=parts)
    terminal.write_json(written(whole))
    at_once = capsys.readouterr().out
    write_long(terminal, whole.model_copy(update={"misfits": []}), records=(), misfits=iter(parts))
    assert capsys.readouterr().out == at_once
