"""Compound files (OLE 2): the binary formats of Office, and what wraps the encrypted ones of today."""

import io
from functools import lru_cache

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


@lru_cache(maxsize=2)
def streams(data: bytes) -> frozenset[str]:
    """The names of the streams in a compound file; none where the bytes are no such file."""
    if not data.startswith(MAGIC):
        return frozenset()
    import olefile

    try:
        with olefile.OleFileIO(io.BytesIO(data)) as file:
            return frozenset("/".join(path) for path in file.listdir())
    except Exception:
        return frozenset()  # a directory that refers to itself or to nowhere: olefile raises whatever it likes
