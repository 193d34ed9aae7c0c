"""Formats that hold one document."""
