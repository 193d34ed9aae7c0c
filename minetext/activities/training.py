"""Training of the classifier of activity types from labelled sentences; needs scikit-learn.

The method is logistic regression, one type against the rest, over the TF-IDF of character n-grams; the temperature that
calibrates the probabilities comes from predictions for fields of work that were left out of the training (Guo et al.
2017, "On Calibration of Modern Neural Networks").
"""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, get_args

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GroupKFold

from minetext.activities.learned import ngrams, normalise
from minetext.model import ActivityType
from minetext.tables.files import whole

FOLDS = FEWEST_FIELDS = 6
"""Fields of work are left out of the training in so many turns."""

MIN_SENTENCES = 2
"""An n-gram of fewer sentences tells nothing."""

STRENGTH = 10.0
"""Inverse of the regularisation of the regression."""

STEPS = 127
"""Weights are kept as integers of one byte, of so many steps on either side of zero."""

TEMPERATURES = np.arange(0.5, 6.01, 0.05)


class Labelled(NamedTuple):
    """A sentence, the type of the doing that it tells of, and the field of work that it comes from."""

    type: str
    field: str
    text: str


class Trained(NamedTuple):
    """What training measured, each by fields of work that the model had not seen."""

    sentences: int
    accuracy: float
    calibration_error: float
    """Expected calibration error over ten bins of confidence."""
    temperature: float


class LabelError(Exception):
    """A folder of labels that cannot be used; `code` and `facts` fill a message."""

    def __init__(self, code: str, **facts: object) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def read_labels(folder: Path) -> list[Labelled]:
    """The labelled sentences of a folder: one file a type, `TYPE.csv`, with columns `field` and `text`.

    Raises:
        LabelError: a file cannot be read, is not of a type or lacks a column, or there is none.
    """
    found: list[Labelled] = []
    for path in sorted(folder.glob("*.csv")):
        if path.stem not in get_args(ActivityType):
            raise LabelError("type", path=path, types=", ".join(get_args(ActivityType)))
        try:
            with path.open(encoding="utf-8-sig", newline="") as handle:
                found += [Labelled(path.stem, row["field"], row["text"] or "") for row in csv.DictReader(handle)]
        except KeyError as error:
            raise LabelError("column", path=path, column=error.args[0]) from None
        except (OSError, UnicodeDecodeError, csv.Error) as error:
            raise LabelError("unreadable", path=path, reason=error) from None
    if not found:
        raise LabelError("empty", path=folder)
    return found


def train(labelled: Sequence[Labelled], target: Path) -> Trained:
    """Train a model, write it, and say how good it is; the same sentences give the same bytes."""
    texts = [one.text for one in labelled]
    types = sorted({one.type for one in labelled})
    wanted = np.array([types.index(one.type) for one in labelled])
    fields = np.array([one.field for one in labelled])
    scores = np.zeros((len(texts), len(types)))
    for seen, unseen in GroupKFold(FOLDS).split(texts, wanted, fields):
        vectorizer, weights, bias = _fit([texts[at] for at in seen], wanted[seen], len(types))
        scores[unseen] = vectorizer.transform([texts[at] for at in unseen]) @ weights + bias
    losses = [_loss(scores * temperature, wanted) for temperature in TEMPERATURES]
    temperature = float(TEMPERATURES[int(np.argmin(losses))])
    shares = _softmax(scores * temperature)
    vectorizer, weights, bias = _fit(texts, wanted, len(types))
    _write(target, types, vectorizer, weights * temperature, bias * temperature)
    return Trained(
        len(texts), float((shares.argmax(1) == wanted).mean()), _calibration_error(shares, wanted), temperature
    )


def _fit(
    texts: Sequence[str], wanted: NDArray[np.int64], types: int
) -> tuple[TfidfVectorizer, NDArray[np.float64], NDArray[np.float64]]:
    """The n-grams with their weights, and the bias of each type."""
    vectorizer = TfidfVectorizer(analyzer=_sorted_ngrams, min_df=MIN_SENTENCES, binary=True)
    features = vectorizer.fit_transform(texts)
    weights = np.zeros((features.shape[1], types))
    bias = np.zeros(types)
    for number in range(types):
        model = LogisticRegression(solver="liblinear", C=STRENGTH, random_state=0)
        model.fit(features, wanted == number)
        weights[:, number], bias[number] = model.coef_[0], model.intercept_[0]
    return vectorizer, weights, bias


def _sorted_ngrams(text: str) -> list[str]:
    return sorted(ngrams(normalise(text)))


def _write(
    target: Path, types: Sequence[str], vectorizer: TfidfVectorizer, weights: NDArray[np.float64],
    bias: NDArray[np.float64],
) -> None:  # fmt: skip
    scale = np.abs(weights).max() / STEPS
    with whole(target) as partial, partial.open("wb") as handle:
        np.savez(
            handle, types=np.array(types), ngrams=vectorizer.get_feature_names_out().astype("U"),
            idf=vectorizer.idf_.astype(np.float32), weights=np.rint(weights / scale).astype(np.int8),
            scale=np.float32(scale), bias=np.round(bias, 3).astype(np.float32), allow_pickle=False,
        )  # fmt: skip


def _softmax(scores: NDArray[np.float64]) -> NDArray[np.float64]:
    shares = np.exp(scores - scores.max(1, keepdims=True))
    result: NDArray[np.float64] = shares / shares.sum(1, keepdims=True)
    return result


def _loss(scores: NDArray[np.float64], wanted: NDArray[np.int64]) -> float:
    return float(-np.log(_softmax(scores)[np.arange(len(wanted)), wanted] + 1e-12).mean())


def _calibration_error(shares: NDArray[np.float64], wanted: NDArray[np.int64]) -> float:
    confidence, right = shares.max(1), shares.argmax(1) == wanted
    bins = np.minimum((confidence * 10).astype(int), 9)
    return float(
        sum(abs(confidence[bins == one].mean() - right[bins == one].mean()) * (bins == one).mean() for one in set(bins))
    )
