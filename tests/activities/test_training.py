"""The classifier of activity types: trained to the same bytes, stored as plain arrays, sure only where it may be."""

import zipfile
from typing import get_args

import numpy as np
import pytest
from conftest import ROOT
from hypothesis import given, settings, strategies

from minetext.activities import ModelError, TypeModel, shipped_model
from minetext.activities.training import LabelError, Labelled, read_labels, train
from minetext.model import ActivityType

FIELDS = ("教育", "卫生", "农业", "民政", "交通", "法院")
SENTENCES = {
    "training": "{field}系统举办业务培训班3期，培训骨干120人。",
    "meeting": "{field}部门召开工作部署会议2次，研究重点任务。",
    "relief": "{field}干部走访慰问困难群众45户，送去慰问金9000元。",
}


@pytest.fixture
def labelled() -> list[Labelled]:
    return [Labelled(kind, field, text.format(field=field)) for kind, text in SENTENCES.items() for field in FIELDS]


def test_the_same_sentences_give_the_same_bytes(labelled, tmp_path):
    for name in ("a", "b"):
        train(labelled, tmp_path / name)
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_trained_model_knows_its_types(labelled, tmp_path):
    trained = train(labelled, tmp_path / "model.npz")
    model = TypeModel(tmp_path / "model.npz")
    assert trained.sentences == len(labelled) and trained.accuracy == 1
    assert model.types == tuple(sorted(SENTENCES))
    guess = model.guess("林业局举办业务培训班9期。")
    assert max(guess, key=guess.__getitem__) == "training"


def test_labels_of_the_project_are_many_and_from_many_fields():
    labelled = read_labels(ROOT / "corpus" / "labels")
    assert len(labelled) >= 1500
    for kind in get_args(ActivityType):
        assert len({one.field for one in labelled if one.type == kind}) >= 6
    assert len({(one.type, one.text) for one in labelled}) == len(labelled)


def test_the_shipped_model_is_that_of_the_labels(tmp_path):
    train(read_labels(ROOT / "corpus" / "labels"), tmp_path / "model.npz")
    with np.load(tmp_path / "model.npz") as made, np.load(ROOT / "minetext/activities/activity_types.npz") as shipped:
        assert made["ngrams"].tolist() == shipped["ngrams"].tolist()
        # other versions of numpy and scikit-learn may round otherwise
        assert np.abs(made["weights"].astype(int) - shipped["weights"].astype(int)).max() <= 1


def test_a_model_holds_no_pickle(tmp_path, labelled):
    train(labelled, tmp_path / "model.npz")
    with zipfile.ZipFile(tmp_path / "model.npz") as archive:
        assert all(b"pickle" not in archive.read(name) for name in archive.namelist())


@settings(deadline=None)
@given(strategies.text())
def test_probabilities_of_any_text_add_up(text):
    guess = shipped_model().guess(text)
    assert sum(guess.values()) == pytest.approx(1) and min(guess.values()) >= 0


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x03\x04", b"\x80\x04\x95"])
def test_what_is_no_model_is_refused(tmp_path, content):
    (tmp_path / "model.npz").write_bytes(content)
    with pytest.raises(ModelError):
        TypeModel(tmp_path / "model.npz")


def test_a_model_of_other_types_is_refused(tmp_path, labelled):
    path = tmp_path / "model.npz"
    train([one._replace(type="singing") for one in labelled[:6]] + labelled[6:], path)
    with pytest.raises(ModelError):
        TypeModel(path)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("singing.csv", "field,text\n教育,培训\n", "type"),
        ("training.csv", "text\n培训\n", "column"),
        ("training.csv", b"field,text\n\xff\xfe\n", "unreadable"),
        ("training.txt", "field,text\n", "empty"),
    ],
)
def test_labels_that_cannot_be_used_are_told(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(LabelError) as told:
        read_labels(tmp_path)
    assert told.value.code == code
