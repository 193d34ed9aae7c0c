"""What runs on a worker of a cluster, and the rules and the model that it takes along."""

import pickle
import threading
from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from minetext.engines.ahead import start
from minetext.engines.memory import settings_of
from minetext.stages import Options, stages

NAME = "minetext"

_ONE = threading.Lock()
"""A worker may have several threads, and a stage is done by one at a time."""

_HERE: dict[Options, Options] = {}
"""The options of a run as they are on this worker, where rules and model stand elsewhere."""


class Packed(NamedTuple):
    """The options of a run with the contents of the files that they name."""

    options: Options
    rules: tuple[Mapping[str, bytes], ...]
    """The files of each folder of rules by name."""
    model: bytes


def pack(options: Options) -> Packed:
    """Read the rules and the model that a run takes besides those of the program.

    Raises:
        OSError: they cannot be read.
    """
    folders = [
        {path.name: path.read_bytes() for path in sorted(Path(folder).iterdir()) if path.suffix in (".yaml", ".yml")}
        for folder in options.rules
    ]
    return Packed(options, tuple(folders), Path(options.model).read_bytes() if options.model else b"")


def unpack(packed: Packed, folder: Path) -> Options:
    """Write rules and model below a folder, and give the options that name them there."""
    here = packed.options
    rules = [folder / f"rules{number}" for number in range(len(packed.rules))]
    for to, files in zip(rules, packed.rules, strict=True):
        to.mkdir(parents=True, exist_ok=True)
        for name, data in files.items():
            (to / name).write_bytes(data)
    if packed.model:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "model").write_bytes(packed.model)
        here = replace(here, model=str(folder / "model"))
    return replace(here, rules=tuple(map(str, rules)))


def luggage(packed: Packed) -> Any:
    """A plugin of Dask that unpacks on every worker, also on those that join later."""
    from distributed import WorkerPlugin

    class Luggage(WorkerPlugin):  # type: ignore[misc]
        name = NAME

        def setup(self, worker: Any) -> None:
            _HERE[packed.options] = unpack(packed, Path(worker.local_directory) / NAME)

    return Luggage()


def run_batch(packed: bytes) -> list[Any]:
    """A stage over a batch, both pickled."""
    function, batch = pickle.loads(packed)
    options = function.keywords.get("options") if isinstance(function, partial) else None
    if options in _HERE:
        function = partial(function.func, *function.args, **{**function.keywords, "options": _HERE[options]})
    with _ONE:
        done: list[Any] = function(batch)
        return done


def digest_there(options: Options) -> str:
    """The digest of program, rules, model and what can be read on this worker; builds its stages by the way."""
    here = _HERE.get(options, options)
    with _ONE:
        start(here)
        built = stages(here)
        return settings_of(here, built.rulebook.version, built.model.version)
