"""The trained classifier of activity types: a linear model over character n-grams.

It is trained by `minetext train` (see `minetext.activities.training`) and stored as plain arrays: loading it runs no
code, and guessing needs no scikit-learn.
"""

import hashlib
import re
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import as_file, files
from io import BytesIO
from pathlib import Path
from typing import cast, get_args
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from minetext.model import ActivityType

SHIPPED = "activity_types.npz"

LONGEST_NGRAM = 2
"""Characters of the longest n-gram: longer ones gained nothing on fields of work that the model had not seen."""

MAX_TEXT = 200
"""Characters of a text that are looked at."""

REMEMBERED = 1 << 14
"""How many texts are kept once they have been read: reports say the same things over and over."""

_DIGITS = re.compile(r"[0-9０-９]+(?:[.．,，][0-9０-９]+)*")
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """A text as the model reads it: what a number is does not matter, only that there is one."""
    return _SPACE.sub("", _DIGITS.sub("0", text[:MAX_TEXT]))


def ngrams(plain: str) -> set[str]:
    """The character n-grams of a normalised text, each once."""
    return {plain[at : at + size] for size in range(1, LONGEST_NGRAM + 1) for at in range(len(plain) - size + 1)}


class ModelError(Exception):
    """A file that is no model, or one of other types than these."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class TypeModel:
    """A trained model, loaded.

    Raises:
        ModelError: the file cannot be read as a model.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._load(path)
        except (OSError, ValueError, KeyError, TypeError, IndexError, EOFError, BadZipFile):
            raise ModelError(path) from None

    def _load(self, path: Path) -> None:
        data = path.read_bytes()
        self.version = hashlib.sha256(data).hexdigest()
        """SHA-256 of the file."""
        with np.load(BytesIO(data), allow_pickle=False) as arrays:
            self.types = cast("tuple[ActivityType, ...]", tuple(arrays["types"].tolist()))
            if not set(self.types) <= set(get_args(ActivityType)):
                raise ModelError(path)
            self._rows = {ngram: row for row, ngram in enumerate(arrays["ngrams"].tolist())}
            self._idf: NDArray[np.float64] = arrays["idf"].astype(np.float64)
            self._weights: NDArray[np.float64] = arrays["weights"] * arrays["scale"] * self._idf[:, None]
            self._bias: NDArray[np.float64] = arrays["bias"].astype(np.float64)
        self._squares = self._idf**2

        self._guess = lru_cache(REMEMBERED)(self._probabilities)

    def guess(self, text: str) -> Mapping[ActivityType, float]:
        """The probability of each type that a text may tell of."""
        return self._guess(normalise(text))

    def _probabilities(self, text: str) -> Mapping[ActivityType, float]:
        rows = sorted(row for ngram in ngrams(text) if (row := self._rows.get(ngram)) is not None)
        scores = self._bias
        if rows:
            scores = scores + self._weights.take(rows, 0).sum(0) / np.sqrt(self._squares.take(rows).sum())
        shares = np.exp(scores - scores.max())
        shares /= shares.sum()
        return dict(zip(self.types, shares.tolist(), strict=True))


@cache
def shipped_model() -> TypeModel:
    """The model that came with this installation."""
    with as_file(files("minetext.activities") / SHIPPED) as path:
        return TypeModel(path)
