"""minetext: archived Chinese work reports in, audited tables out."""

__version__ = "0.1.0"
