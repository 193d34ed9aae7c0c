"""minetext: archived Chinese work reports in, audited tables out.

For notebooks and programs: `minetext.read` reads a text, `minetext.run` files and folders into a folder of tables, and
`minetext.Run` opens such a folder again. docs/python.md shows them at work.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from minetext.api import MinetextError, Reading, Run, read, run
    from minetext.limits import Limits

__version__ = "0.1.0"

__all__ = ["Limits", "MinetextError", "Reading", "Run", "__version__", "read", "run"]


def __getattr__(name: str) -> Any:
    """What `minetext.api` gives, loaded when it is first asked for, so that importing the package takes no time."""
    if name in __all__:
        return getattr(import_module("minetext.api"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
