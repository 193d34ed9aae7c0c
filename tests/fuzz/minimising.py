"""A failing input made small: stretches are left out while it still fails in the same way."""

import time
from collections.abc import Callable


def minimised(data: bytes, fails: Callable[[bytes], bool], seconds: float = 60) -> bytes:
    """The shortest input found that still fails, by the method of delta debugging (Zeller and Hildebrandt 2002), in a
    limited time; each stretch left out is half as long as that of the round before."""
    ends = time.monotonic() + seconds
    size = len(data) // 2
    while size and time.monotonic() < ends:
        at, shorter = 0, False
        while at < len(data) and time.monotonic() < ends:
            tried = data[:at] + data[at + size :]
            if fails(tried):
                data, shorter = tried, True
            else:
                at += size
        size = min(size, len(data)) if shorter and size == 1 else size // 2
    return data
