"""How good the figures are: predicted rows against gold rows."""

from minetext.evaluation.reviewed import score_reviewed
from minetext.evaluation.score import Score, ScoreError, Wrong, read_rows, score

__all__ = ["Score", "ScoreError", "Wrong", "read_rows", "score", "score_reviewed"]
