"""Rows of errors.csv about inputs."""

from minetext.model import Problem


class ReadError(Exception):
    """Content that cannot be read; `code` and `facts` make the row of errors.csv."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(code)
        self.code = code
        self.facts = facts


def problem(source: str, error: str, **facts: str) -> Problem:
    """A row of errors.csv for an input."""
    return Problem(printable(source), "read", error, tuple(facts.items()))


def printable(name: str) -> str:
    """A file name as text: bytes that are no UTF-8 are written as escapes."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
