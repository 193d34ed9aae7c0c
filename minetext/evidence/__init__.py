"""Of which years a report can be, by what its text mentions: dated public facts, full dates, its signature."""

from minetext.evidence.reading import EvidenceReader
from minetext.evidence.weighing import NOTHING, Evidence, Proof, Years, weigh

__all__ = ["NOTHING", "Evidence", "EvidenceReader", "Proof", "Years", "weigh"]
