"""Which reports are the same, and which one of them counts."""

from minetext.dedup.fingerprint import Fingerprint, fingerprint, normalise, page_id
from minetext.model import Verdict

__all__ = ["Deduplicator", "Fingerprint", "fingerprint", "normalise", "page_id"]

ID_BYTES = 8


class Deduplicator:
    """Gives each report its id and status, one after another in the order of the tables.

    Of reports with the same text, the first in that order is kept; the order does not depend on how the
    inputs were given. It keeps some 150 bytes a report.
    """

    def __init__(self) -> None:
        self._kept: dict[bytes, str] = {}
        self._times: dict[bytes, int] = {}

    def judge(self, report: Fingerprint) -> Verdict:
        """The verdict on the next report."""
        identity = report.identity[:ID_BYTES]
        times = self._times[identity] = self._times.get(identity, 0) + 1
        doc_id = identity.hex() + (f"-{times}" if times > 1 else "")
        kept = self._kept.setdefault(report.body, doc_id)
        return Verdict(doc_id, "kept") if kept == doc_id else Verdict(doc_id, "duplicate", kept, "1")
