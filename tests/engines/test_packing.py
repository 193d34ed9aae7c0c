"""Results in few bytes: they come back as they were."""

import zlib

import hypothesis.extra.numpy as arrays
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from minetext.dedup import BLOCK, Signature
from minetext.engines.packing import DamagedError, pack, unpack
from minetext.pipeline import Mined, Surveyed

SIZES = st.integers(0, 50)


@given(
    arrays.arrays(np.dtype("<u4"), SIZES), arrays.arrays(np.dtype("<u2"), SIZES), arrays.arrays(BLOCK, SIZES),
    arrays.arrays(np.dtype("<u8"), SIZES),
)  # fmt: skip
def test_signatures_come_back_as_they_were(grams, sketch, blocks, numbers):
    report = Signature("a", b"1", b"2", 3, grams, sketch, blocks, numbers)
    found = unpack(pack(Surveyed("txt", None, (), (report,), ())), Surveyed).reports[0]
    for name in ("grams", "sketch", "blocks", "numbers"):
        one, other = getattr(found, name), getattr(report, name)
        assert one.dtype == other.dtype and one.tobytes() == other.tobytes()


def test_n_grams_take_less_than_their_hashes():
    grams = np.sort(np.random.default_rng(1).integers(0, 1 << 32, 2000, dtype=np.uint32))
    report = Signature("a", b"", b"", 3, grams, grams[:0].astype("<u2"), np.empty(0, BLOCK), grams[:0].astype("<u8"))
    assert len(pack(Surveyed("txt", None, (), (report,), ()))) < 0.8 * grams.nbytes


@pytest.mark.parametrize("data", [b"", b"no", zlib.compress(b""), pack(Mined({}, (), {}))[:-3]])
def test_what_is_not_whole_is_refused(data):
    with pytest.raises(DamagedError):
        unpack(data, Mined)
