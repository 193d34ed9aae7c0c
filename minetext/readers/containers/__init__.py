"""Formats that hold other files: archives, mail, saved sites."""
