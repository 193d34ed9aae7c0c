"""Reading reports from a notebook or a program: typed results and data frames."""

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from os import PathLike, fspath
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from minetext.activities import ModelError
from minetext.dedup import Deduplicator
from minetext.engines.whole import run_whole
from minetext.limits import USUAL, Limits
from minetext.messages import Language, say
from minetext.model import Activity, Check, Figure, Problem, Report, Source
from minetext.readers.storage import is_url
from minetext.rulebook import RuleError
from minetext.sources import SourceText, source_texts
from minetext.stages import Mining, Options, Stages, stages
from minetext.tables import OutputError, Row, TableWriter
from minetext.tables.columns import activity_row, check_row, document_row, figure_row
from minetext.tables.frames import frames_of, read_tables
from minetext.tables.writer import MANIFEST
from minetext.watching.status import told_in

if TYPE_CHECKING:
    from pandas import DataFrame

Name = str | PathLike[str]


class MinetextError(Exception):
    """What cannot be done, in words: a folder that is no run, a rule or a model that cannot be used."""


class _Framed:
    """Results that are tables, too."""

    def frames(self) -> "dict[str, DataFrame]":
        """Every table as a data frame."""
        raise NotImplementedError

    @property
    def documents_frame(self) -> "DataFrame":
        """The reports as a data frame."""
        return self.frames()["documents"]

    @property
    def figures_frame(self) -> "DataFrame":
        """The figures as a data frame."""
        return self.frames()["figures"]

    @property
    def activities_frame(self) -> "DataFrame":
        """The activities as a data frame."""
        return self.frames()["activities"]

    @property
    def checks_frame(self) -> "DataFrame":
        """The checks as a data frame."""
        return self.frames()["checks"]


@dataclass(frozen=True)
class Reading(_Framed):
    """What was read in a text. Every span is one of code points of `text`."""

    text: str
    reports: tuple[Report, ...]
    """In order; copies of others among them give no figures."""
    figures: tuple[Figure, ...]
    activities: tuple[Activity, ...]
    checks: tuple[Check, ...]
    rows: Mapping[str, tuple[Row, ...]] = field(repr=False)
    """The same as rows of the tables documents, figures, activities and checks."""

    @property
    def report(self) -> Report:
        """The report of a text that is one.

        Raises:
            MinetextError: the text holds none, or several.
        """
        if len(self.reports) != 1:
            raise MinetextError(say("api.not_one", "en", {"count": len(self.reports)}))
        return self.reports[0]

    def frames(self) -> "dict[str, DataFrame]":
        """The tables documents, figures, activities and checks as data frames; columns as in docs/tables.md."""
        return frames_of(self.rows)


class Run(_Framed):
    """A finished run: a folder of tables.

    Raises:
        MinetextError: the folder holds none.
    """

    def __init__(self, folder: Name, problems: Iterable[Problem] = ()) -> None:
        self.folder = Path(folder)
        self.problems = tuple(problems)
        """What could not be read, where this is the run that found it; `frames()["errors"]` always tells."""
        try:
            self.facts: Mapping[str, object] = json.loads((self.folder / MANIFEST).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            raise MinetextError(say("output.no_run", "en", {"path": self.folder})) from None

    def __repr__(self) -> str:
        return f"Run({str(self.folder)!r})"

    @property
    def counts(self) -> Mapping[str, object]:
        """How many inputs, documents, figures, activities and checks there are, as in run.json."""
        counts = self.facts.get("counts")
        return counts if isinstance(counts, dict) else {}

    def frames(self) -> "dict[str, DataFrame]":
        """Every table as a data frame; columns as in docs/tables.md.

        Raises:
            MinetextError: the tables are not whole.
        """
        with _in_words("en"):
            return read_tables(self.folder)

    def texts(self) -> Iterator[SourceText]:
        """The text of every source, to follow offsets in; those that are gone or changed are left out.

        Raises:
            MinetextError: the tables are not whole.
        """
        with _in_words("en"):
            yield from source_texts(self.folder)


def read(
    text: str, *, title: str = "", rules: Iterable[Name] = (), model: Name = "", language: Language = "zh"
) -> Reading:
    """Read a text: one report, or several that stand in it one after another.

    Args:
        text: the text; nothing is written.
        title: its title, where it does not begin with it.
        rules: folders of rules over the shipped ones.
        model: a trained model of activity types, or empty for the shipped one.
        language: the language of messages in checks: `zh` or `en`.

    Raises:
        MinetextError: a rule or the model cannot be used.
        TypeError: the text is no string.
    """
    if not isinstance(text, str):
        raise TypeError(say("api.no_text", "en", {"type": type(text).__name__}))
    with _in_words(language):
        mined = list(_mined(stages(_options(rules, model, "", language)), Source("text", text, title, format="txt")))
    mined = [one for one in mined if not one.origin.report.no_report]
    rows: dict[str, tuple[Row, ...]] = {
        "documents": tuple(document_row(one.origin) for one in mined),
        "figures": tuple(figure_row(one.origin, figure) for one in mined for figure in one.read.figures),
        "activities": tuple(activity_row(one.origin, activity) for one in mined for activity in one.read.activities),
        "checks": tuple(check_row(one.origin, check) for one in mined for check in one.checks),
    }
    return Reading(
        text,
        tuple(one.origin.report for one in mined),
        tuple(figure for one in mined for figure in one.read.figures),
        tuple(activity for one in mined for activity in one.read.activities),
        tuple(check for one in mined for check in one.checks),
        rows,
    )


def _mined(built: Stages, source: Source) -> Iterator[Mining]:
    """The stages' results for each report of a source, as a run over it alone would give them."""
    source = built.fold(source)
    drafts = [draft for draft in built.layout.drafts(source, ()) if not draft.no_report]
    with TemporaryDirectory(prefix="minetext-") as folder, Deduplicator(Path(folder) / "dedup") as deduplicator:
        for draft in drafts:
            deduplicator.add(built.signer.sign(source, draft))
        for draft, judgement in zip(drafts, deduplicator.judge(), strict=True):
            yield built.mine(source, built.layout.report(source, draft), judgement.verdict)


def run(
    inputs: Name | Iterable[Name], output: Name, *, rules: Iterable[Name] = (), model: Name = "", encoding: str = "",
    language: Language = "zh", workers: int = 1, memory: bool = True, shard_size: int = 0,
    limits: Limits = USUAL,
) -> Run:  # fmt: skip
    """Read files and folders and write the tables to a folder, as `minetext run` does.

    Args:
        inputs: a file or folder, or its URL, or several.
        output: the folder for the tables, on this machine; one that holds anything but a run is not touched.
        rules: folders of rules over the shipped ones.
        model: a trained model of activity types, or empty for the shipped one.
        encoding: that of all inputs, or empty to guess it.
        language: the language of messages in the tables: `zh` or `en`.
        workers: processes; 0 to choose them by the input. A program that starts several begins under
            `if __name__ == "__main__"`.
        memory: whether only what is new or changed since an earlier run into the folder is read.
        shard_size: rows a file at most; 0 for one file a table.
        limits: the bounds of what is read, as `minetext.Limits(line=500_000)` (docs/limits.md).

    Raises:
        MinetextError: the folder, a rule, the model or the encoding cannot be used.
        OSError: the tables cannot be written.
    """
    given = [inputs] if isinstance(inputs, str | PathLike) else list(inputs)
    try:
        codecs.lookup(encoding or "utf-8")
    except LookupError:
        raise MinetextError(say("run.no_encoding", language, {"encoding": encoding})) from None
    if is_url(fspath(output)):
        raise MinetextError(say("api.no_url", language, {"path": fspath(output)}))
    folder = Path(output)
    options = replace(_options(rules, model, encoding, language), limits=limits)
    with _in_words(language):
        stages(options)
        writer = TableWriter(folder, shard_size=shard_size)
        try:
            with told_in(folder, "run") as begin:
                done = run_whole([fspath(one) for one in given], folder, writer, options, workers, memory, begin)
        except BaseException:
            writer.abandon()
            raise
    return Run(folder, sorted(done.outcome.problems))


def _options(rules: Iterable[Name], model: Name, encoding: str, language: Language) -> Options:
    return Options(tuple(fspath(one) for one in rules), encoding, language, fspath(model))


@contextmanager
def _in_words(language: Language) -> Iterator[None]:
    """Say in words what went wrong.

    Raises:
        MinetextError: something that the caller can put right.
    """
    try:
        yield
    except OutputError as error:
        raise MinetextError(say(f"output.{error.code}", language, error.facts)) from None
    except RuleError as error:
        raise MinetextError(error.in_language(language)) from None
    except ModelError as error:
        raise MinetextError(say("model.unusable", language, {"path": error.path})) from None
