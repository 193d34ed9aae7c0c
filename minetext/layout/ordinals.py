"""The number that a heading or a title begins or ends with."""

import unicodedata


def ordinal(text: str) -> int:
    """The number that a few characters write (第十二篇: 12, (3): 3, ④: 4); 0 where they write none."""
    total = current = 0
    for character in text:
        value = int(unicodedata.numeric(character, -1))
        if value < 0:
            continue
        if value == 10:  # 十 stands behind what it multiplies, ⑩ behind nothing
            total, current = total + (current or 1) * 10, 0
        else:
            current = current * 10 + value
    return total + current
