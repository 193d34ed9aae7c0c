"""Which reports are the same, which one of them counts, and what those that count took from each other."""

from minetext.dedup.judge import Deduplicator, Judgement
from minetext.dedup.signature import BLOCK, Signature, Signer, page_id

__all__ = ["BLOCK", "Deduplicator", "Judgement", "Signature", "Signer", "page_id"]
