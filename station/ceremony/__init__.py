"""The end of a contest: its records made and signed, carried to sticks, read back from there and verified.

What is made is what ``tally seal``, ``tally sign`` and ``tally verify`` make and find, out of the same rooms of the
library; here they are given the day at this station instead of files. Nothing is decided and nothing written to the
journal: the screens submit the commands that are made here.
"""
