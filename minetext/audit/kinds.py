"""Whether parts are of kinds that shut each other out, by their names."""

import re
from collections.abc import Mapping, Sequence

from minetext.audit.relations import Audited
from minetext.model import Figure

REACH = 60
"""Characters before a whole in which the text names what it is made up of."""


class Kinds:
    """The patterns of a rule that tell kinds apart.

    In `kinds` every group is a set of kinds, of which `nested` hold each other; `across` are those that any kind may
    be as well, `exhaustive` those beside which there are no others.
    """

    def __init__(self, patterns: "Mapping[str, re.Pattern[str]]") -> None:
        self._patterns = patterns

    def apart(self, parts: Sequence[Figure]) -> bool:
        """Whether each part is of another kind of one set, so that none of them can overlap: 小学生 and 初中生."""
        if self._patterns["nested"].search("、".join(part.item for part in parts)):
            return False
        found = [{match.lastgroup: match[0] for match in self._patterns["kinds"].finditer(part.item)} for part in parts]
        shared = set.intersection(*(set(one) for one in found))
        return any(len({one[name] for one in found}) == len(parts) for name in shared)

    def crossing(self, parts: Sequence[Figure]) -> bool:
        """Whether some names, not all, say what those of another part may be as well: 党员 among 工人 and 农民."""
        told = [bool(self._patterns["across"].search(part.item)) for part in parts]
        return any(told) and not all(told)

    def summed(self, whole: Figure, audited: Audited) -> bool:
        """Whether a word before it says that a figure is a sum: 学生共18642人."""
        start = max(audited.report.sentences[whole.sentence].span.start, whole.span.start - REACH)
        return bool(self._patterns["sum"].search(audited.text, start, whole.span.start))

    def exhaustive(self, parts: Sequence[Figure], audited: Audited, whole: Figure) -> bool:
        """Whether there is nothing else: 男 and 女; or the whole is said to be of these (建议、提案共184件)."""
        if self._patterns["exhaustive"].search("、".join(part.item for part in parts)):
            return True
        start = max(audited.report.sentences[whole.sentence].span.start, whole.span.start - REACH)
        said = audited.text[start : whole.span.start]
        return len({part.item for part in parts}) == len(parts) and all(
            len(part.item) > 1 and part.item in said for part in parts
        )
