"""Sketches of n-grams: how well they estimate."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from minetext.dedup.sketch import BINS, LENGTH, LIMIT, block_hashes, common, grams, sketch


def random_text(length: int, seed: int) -> str:
    random_ = random.Random(seed)
    return "".join(chr(random_.randint(0x4E00, 0x9FA5)) for _ in range(length))


@pytest.mark.parametrize("length", [40, 300, 3000])
@pytest.mark.parametrize("kept", [0.2, 0.5, 0.8, 1.0])
def test_a_sketch_estimates_the_similarity(length, kept):
    """Means over twenty pairs: the errors of single estimates must fall around the true value."""
    errors = []
    for seed in range(20):
        text = random_text(length, seed)
        at = int(length * kept)
        one, other = grams(text), grams(text[:at] + random_text(length - at, 1000 + seed))
        shared, first, second = common(one, other)
        errors.append(float(np.mean(sketch(one) == sketch(other))) - shared / (first + second - shared))
    assert abs(sum(errors) / 20) < 0.03
    assert max(map(abs, errors)) < 0.2


@settings(deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_what_two_texts_have_in_common_is_counted(one, other):
    def shingles(text: str) -> set[str]:
        return {text[at : at + LENGTH] for at in range(max(1, len(text) - LENGTH + 1))} if text else set()

    expected = len(shingles(one) & shingles(other)), len(shingles(one)), len(shingles(other))
    assert common(grams(one), grams(other)) == expected


def test_of_a_whole_book_a_fair_sample_is_kept():
    book = random_text(3 * LIMIT, 1)
    half = book[: len(book) // 2]
    assert len(grams(book)) == LIMIT
    shared, of_book, of_half = common(grams(book), grams(half))
    assert shared / of_half == pytest.approx(1, abs=0.01)
    assert shared / of_book == pytest.approx(0.5, abs=0.02)


@pytest.mark.parametrize("text", ["", "好", "工作总结报告"])
def test_the_shortest_texts_have_sketches(text):
    assert len(sketch(grams(text))) == BINS


@settings(deadline=None)
@given(st.lists(st.text(min_size=1, max_size=30), max_size=8))
def test_equal_texts_have_equal_hashes_wherever_they_stand(texts):
    hashes = block_hashes(texts)
    assert [block_hashes([text])[0] for text in texts] == list(hashes)
    assert len(set(hashes.tolist())) == len(set(texts))
