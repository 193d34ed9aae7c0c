"""Formats that hold many documents, one a record or row."""
