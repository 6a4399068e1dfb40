"""What is signed: canonical documents, signed notes and the keys behind them, and what an auditor can prove from them.

Bytes come in and values go out, or ``Refused`` says why not. Nothing in here reads a clock, draws chance or opens a
file: the day and random bytes are handed in.
"""
