"""How decimals are written in tables and messages."""

from decimal import Decimal


def plain(value: Decimal | None) -> str:
    """A decimal without exponent and without zeros at its end: 14615000, 24738.35, -3.2; empty for none."""
    if value is None:
        return ""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
