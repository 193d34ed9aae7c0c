"""What runs on a worker of a cluster, and the rules and the model that it takes along."""

import hashlib
import pickle
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from multiprocessing import current_process
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from minetext.engines.ahead import start
from minetext.engines.memory import settings_of
from minetext.engines.workers import Bounds, LocalExecutor
from minetext.stages import Options, stages

NAME = "minetext"


class Batch(NamedTuple):
    """Items for a worker, with all that it must know; see `Executor.results`."""

    options: Options
    function: Callable[[Any], Any]
    items: Sequence[Any]
    lessened: Callable[[Any, Any], Any]
    on_death: Callable[[Any, Any], Any]


class Packed(NamedTuple):
    """The options of a run with the contents of the files that they name."""

    options: Options
    rules: tuple[Mapping[str, bytes], ...]
    """The files of each folder of rules by name."""
    model: bytes


class _Worker:
    """A process of Dask and the one below it, which alone reads documents: none of them can take down the first."""

    lock = threading.Lock()
    """It may have several threads, and the process below does one batch at a time."""
    here: Mapping[Options, Options] = {}
    """The options of runs as they are here, where rules and model have been sent."""
    below: tuple[Options, LocalExecutor] | None = None


def run_batch(packed: bytes) -> list[bytes]:
    """Do the work of a batch; gives the result of each item, pickled as soon as it is there."""
    with _Worker.lock:
        batch: Batch = pickle.loads(packed)
        options = _Worker.here.get(batch.options, batch.options)
        below = _below(options)
        function = partial(_pickled, _moved(batch.function, options))
        on_death = partial(_pickled, batch.on_death)
        return list(below.results(function, batch.items, lambda _: 0, batch.lessened, on_death))


def digest_there(options: Options) -> str:
    """The digest of program, rules, model and what can be read on this worker; empty where it may start no process."""
    if current_process().daemon:
        return ""
    here = _Worker.here.get(options, options)
    with _Worker.lock:
        built = stages(here)
        return settings_of(here, built.rulebook.version, built.model.version)


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
    """Write rules and model below a folder, and give the options that name them there.

    Their paths go by what is in them, as what a worker builds of them is known by their paths.
    """
    here = packed.options
    folder /= hashlib.blake2b(msgspec.msgpack.encode((packed.rules, packed.model)), digest_size=8).hexdigest()
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
            # other runs may be under way
            _Worker.here = {**_Worker.here, packed.options: unpack(packed, Path(worker.local_directory) / NAME)}

    return Luggage()


def _below(options: Options) -> LocalExecutor:
    """The process below, started anew where another run had other options."""
    if _Worker.below is None or _Worker.below[0] != options:
        if _Worker.below:
            _Worker.below[1].close()
        bounds = Bounds(options.limits.seconds, options.limits.memory)
        _Worker.below = options, LocalExecutor(1, bounds, partial(start, options), apart=True)
    return _Worker.below[1]


def _moved(function: Callable[[Any], Any], options: Options) -> Callable[[Any], Any]:
    """The work with the options as they are here."""
    if isinstance(function, partial) and "options" in function.keywords:
        return partial(function.func, *function.args, **{**function.keywords, "options": options})
    return function


def _pickled(function: Callable[..., Any], *given: Any) -> bytes:
    return pickle.dumps(function(*given), pickle.HIGHEST_PROTOCOL)
