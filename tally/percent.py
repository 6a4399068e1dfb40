"""Percentages, in integers (R17)."""

__all__ = ["percent"]


def percent(votes: int, base: int) -> str:
    """Give votes / base in per cent as text: two decimals, a point, exactly half rounded up (R17).

    A base of 0 gives ``"0.00"``. The text is for reading beside the votes and the base; nothing is ever decided on it.
    """
    if base == 0:
        return "0.00"
    hundredths = (20_000 * votes + base) // (2 * base)
    return f"{hundredths // 100}.{hundredths % 100:02}"
