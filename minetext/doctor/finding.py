"""One thing that was looked at."""

from collections.abc import Mapping
from typing import Literal, NamedTuple

Verdict = Literal["ok", "warn", "fail"]


class Finding(NamedTuple):
    """What was found; its text is that of `doctor.CODE`, what to do about it that of `doctor.CODE.do`."""

    code: str
    verdict: Verdict
    facts: Mapping[str, str | int | float]
