"""A finished run laid out for a person to read."""

from minetext.review.page import write_page

__all__ = ["write_page"]
