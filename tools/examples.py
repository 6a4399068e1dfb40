"""Write the example congresses: ``python tools/examples.py`` writes docs/examples, ``… FOLDER`` writes there instead.

Seeded and free of clocks, so that every run writes the same bytes; docs/examples/README.md tells what each one shows.
Each congress is designed in a module of its own, example_<folder>.py; this file only writes them out.
"""

import json
import sys
from collections.abc import Mapping
from pathlib import Path

from example_cell_26 import cell_26
from example_committee_first_meeting import committee_first_meeting
from example_commune_cao_an import commune_cao_an
from example_province_486 import province_486

HOME = Path(__file__).parent.parent / "docs" / "examples"
EXAMPLES = (commune_cao_an, cell_26, province_486, committee_first_meeting)
WIDTH = 200


def main(arguments: list[str]) -> None:
    """Write every example into the folder named, or into docs/examples."""
    home = Path(arguments[0]) if arguments else HOME
    for make in EXAMPLES:
        example = make()
        folder = home / example.folder
        folder.mkdir(parents=True, exist_ok=True)
        text = _toml(example.document) if example.name.endswith(".toml") else _json(example.document) + "\n"
        (folder / example.name).write_bytes(text.encode())
        for name, data in example.ballots.items():
            (folder / name).write_bytes(data)


def _json(value: object, indent: str = "") -> str:
    """Write a value on one line where it fits, so that a candidate or a round is a line."""
    line = json.dumps(value, ensure_ascii=False)
    if not isinstance(value, dict | list) or not value or (indent and len(indent + line) <= WIDTH):
        return line
    deeper = indent + "  "
    if isinstance(value, dict):
        opening, closing = "{}"
        items = [f"{json.dumps(key)}: {_json(item, deeper)}" for key, item in value.items()]
    else:
        opening, closing = "[]"
        items = [_json(item, deeper) for item in value]
    inside = ",\n".join(deeper + item for item in items)
    return f"{opening}\n{inside}\n{indent}{closing}"


def _toml(document: Mapping[str, object]) -> str:
    """Write a congress file as TOML, which knows no null: what is None is left out."""
    plain = [f"{key} = {_inline(item)}" for key, item in document.items() if not isinstance(item, dict | list)]
    sections = []
    for key, item in document.items():
        if isinstance(item, dict):
            sections.append([f"[{key}]", *_lines(item)])
        elif isinstance(item, list):
            sections += [[f"[[{key}]]", *_lines(table)] for table in item]
    return "\n\n".join("\n".join(lines) for lines in [plain, *sections]) + "\n"


def _lines(table: Mapping[str, object]) -> list[str]:
    lines = []
    for key, item in table.items():
        if isinstance(item, list):
            lines += [f"{key} = [", *[f"  {_inline(entry)}," for entry in item], "]"]
        elif item is not None:
            lines.append(f"{key} = {_inline(item)}")
    return lines


def _inline(value: object) -> str:
    """Write a value on one line. Plain values are written alike in JSON and TOML."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_inline(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(_inline(item) for item in value) + "]"
    return json.dumps(value, ensure_ascii=False)


if __name__ == "__main__":
    main(sys.argv[1:])
