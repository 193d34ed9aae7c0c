"""Names of the members of a container: in which encoding, and which of them are read."""

import posixpath
from collections.abc import Callable, Iterator
from typing import IO

from minetext.model import Problem
from minetext.readers.base import Content, ReadError, problem
from minetext.readers.inputs import is_system_file
from minetext.readers.limits import SpentError


def decoded(name: bytes) -> str:
    """A member's name; archives made on Chinese systems hold GBK and do not say so."""
    for encoding in ("utf-8", "gb18030"):
        try:
            return name.decode(encoding)
        except UnicodeDecodeError:
            continue
    return name.decode("utf-8", "backslashreplace")


def told(content: Content, name: str) -> Iterator[Problem]:
    """A problem for a name that leads out of its container. Nothing is ever written under such a name."""
    if posixpath.isabs(name.replace("\\", "/")) or ".." in name.replace("\\", "/").split("/"):
        yield problem(f"{content.name}#{name}", "unsafe_name")


def unpacked(
    content: Content, format: str, name: str, sizes: tuple[int, int], opened: Callable[[], IO[bytes]],
    broken: tuple[type[Exception], ...],
) -> Iterator[Content | Problem]:  # fmt: skip
    """A member of an archive, or what is wrong with it.

    Args:
        content: the archive.
        format: its format.
        name: the member's name.
        sizes: of the member, unpacked as the archive says, and packed.
        opened: opens the member.
        broken: what the library raises on a damaged member.

    Raises:
        SpentError: nothing more of the archive may be read.
    """
    yield from told(content, name)
    try:
        content.budget.check(*sizes)
        with opened() as handle:
            data = content.budget.unpack(handle.read, sizes[1])
    except SpentError:
        raise  # told once, of the archive
    except ReadError as error:
        yield problem(f"{content.name}#{name}", error.code, **error.facts)
    except broken as error:
        yield problem(f"{content.name}#{name}", "broken", format=format, reason=str(error))
    else:
        yield content.member(name, data)


def is_read(name: str) -> bool:
    """Whether a member is a file to read; those that operating systems leave behind are not."""
    return not name.endswith("/") and not is_system_file(posixpath.basename(name))
