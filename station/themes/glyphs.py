"""The only characters beside letters, digits and plain punctuation that the station may put on the screen.

Each of them stands in JetBrains Mono and in DejaVu Sans Mono, one cell wide. A test
looks at what is drawn and finds no other.
"""

__all__ = ["BLOCKS", "GLYPHS", "LINES", "MARKS"]

LINES = "─│┌┐└┘├┤┬┴┼═║╔╗╚╝"
BLOCKS = "▏▎▍▌▋▊▉█▁▂▃▄▅▆▇"
MARKS = "▸←↑→↓✓✗●⚠=·–…“”•■\N{REPLACEMENT CHARACTER}"
GLYPHS = frozenset(LINES + BLOCKS + MARKS)
