"""Candidates: crowded buckets stay cheap and lose no pair that matters."""

from itertools import pairwise

import numpy as np
import pytest
from dedup.archive import BODY, OTHER

from minetext.dedup import candidates as module
from minetext.dedup.candidates import MET, Keyed, candidates, meet


def pairs_of(keys, ranks):
    return split(meet(Keyed(np.array(keys, dtype=np.uint64), np.array(ranks, dtype=np.uint32), MET)).pairs)


def split(codes):
    return {(int(code) >> 32, int(code) & 0xFFFFFFFF) for code in codes}


def test_reports_meet_in_their_buckets():
    assert pairs_of([7, 5, 7, 9, 5, 7], [0, 1, 2, 3, 4, 4]) == {(0, 2), (0, 4), (2, 4), (1, 4)}


@pytest.mark.parametrize("size", [2 * MET, 1000, 4000])
def test_a_crowded_bucket_gives_pairs_in_proportion_to_its_size(size):
    pairs = pairs_of(np.zeros(size), np.arange(size))
    assert len(pairs) <= size * (2 * MET)
    for rank in range(1, size):
        assert (rank - 1, rank) in pairs and (0, rank) in pairs


def test_hashes_are_parted_so_that_equal_ones_stay_together(monkeypatch):
    hashes = np.random.default_rng(1).integers(0, 50, 1000).astype(np.uint64)
    monkeypatch.setattr(module, "SENTENCES_AT_ONCE", 128)
    parts = list(module.parts(hashes))
    assert len(parts) == 8
    assert sorted(np.concatenate(parts).tolist()) == list(range(1000))
    for one, other in pairwise(parts):
        assert not set(hashes[one].tolist()) & set(hashes[other].tolist())


def test_candidates_do_not_depend_on_how_the_keys_are_parted(spooled, monkeypatch):
    bodies = [BODY, OTHER, BODY + OTHER, BODY.replace("2", "3"), OTHER[:90], BODY[40:]]
    spool, order = spooled(*bodies), np.array([2, 0, 3, 5, 1, 4])
    whole = candidates(spool, order)
    monkeypatch.setattr(module, "SENTENCES_AT_ONCE", 2)
    parts = []
    in_parts = candidates(spool, order, lambda function, items: map(function, parts.extend(items) or parts))
    assert len(parts) > 70 and all(np.array_equal(*both) for both in zip(whole, in_parts, strict=True))
    assert len(whole.fuller) > 4


@pytest.mark.parametrize("at_once", [4, 1 << 22])
def test_a_short_part_of_a_long_report_is_a_candidate(spooled, monkeypatch, at_once):
    monkeypatch.setattr(module, "SENTENCES_AT_ONCE", at_once)
    whole = BODY + "\n" + OTHER
    part = "\n".join(OTHER.split("\n")[1:3])
    found = candidates(spooled(whole, part, BODY.replace("。", "！")[::-1]), np.array([0, 2, 1]))
    assert found.of(2) == [0]
    assert found.of(1) == []
