"""The page of a run: its reports with their figures, activities and checks, to read and to correct."""

from minetext.review.writing import Written, write_page

__all__ = ["Written", "write_page"]
