"""Results of the passes in few bytes, and back: msgpack, deflated; arrays are made fit for that before."""

import zlib
from typing import Any, TypeVar

import msgspec
import numpy as np

from minetext.dedup import BLOCK
from minetext.pipeline import Mined, Surveyed

Result = TypeVar("Result", Surveyed, Mined)

_RISING = np.dtype("<u4")
"""The type of the n-grams, which are sorted: the steps between them have fewer bits."""

_TYPES = (_RISING, np.dtype("<u2"), np.dtype("<u8"), BLOCK)
_FAST = 1
"""The level of zlib: higher ones take twice the time for some percent."""


class DamagedError(Exception):
    """What was packed is not whole."""


def pack(result: Surveyed | Mined) -> bytes:
    """What a pass found in a stretch, as bytes."""
    return zlib.compress(_ENCODER.encode(result), _FAST)


def unpack(data: bytes, kind: type[Result]) -> Result:
    """What was packed.

    Raises:
        DamagedError: the bytes are not those that were packed.
    """
    try:
        found: Result = _DECODERS[kind].decode(zlib.decompress(data))
        return found
    except (zlib.error, msgspec.MsgspecError) as error:
        raise DamagedError(str(error)) from None


def _saved(array: Any) -> bytes:
    """An array as the number of its type and the first bytes of all its items, the second ones and so on."""
    number = _TYPES.index(array.dtype)
    if array.dtype == _RISING:
        array = np.diff(array, prepend=_RISING.type(0))
    items = np.frombuffer(array.tobytes(), np.uint8).reshape(-1, array.dtype.itemsize)
    return bytes([number]) + items.T.tobytes()


def _loaded(_: type, data: bytes) -> Any:
    kind = _TYPES[data[0]]
    items = np.frombuffer(data, np.uint8, offset=1).reshape(kind.itemsize, -1)
    array = np.frombuffer(items.T.tobytes(), kind)
    return np.cumsum(array, dtype=kind) if kind == _RISING else array


_ENCODER = msgspec.msgpack.Encoder(enc_hook=_saved)
_DECODERS: dict[type, Any] = {
    kind: msgspec.msgpack.Decoder(kind, dec_hook=_loaded) for kind in (Surveyed, Mined)
}  # fmt: skip
