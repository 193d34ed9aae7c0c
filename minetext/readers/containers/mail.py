"""Mail and pages saved as one file: eml and mht."""

import email
import re
from collections.abc import Iterator
from email.message import EmailMessage
from email.policy import default

from minetext.readers.base import Content, NeedsNothing

_HEADER = re.compile(
    rb"\s*(?:[\w-]+:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n)*?"
    rb"(?:MIME-Version|Message-ID|Received|Content-Type|Return-Path):[^\r\n]*\r?\n(?:[\w-]+:|[ \t]|\r?\n)",
    re.IGNORECASE,
)

HEAD = 1 << 14

NO_TEXT = ("image", "audio", "video", "font")
"""What a page shows or plays beside its text."""


class MailReader(NeedsNothing):
    """The parts that hold text, and the attachments; of two forms of one text, the page."""

    name = "eml/mht"
    what = "mail"

    def recognises(self, content: Content) -> bool:
        """It begins with the headers of a message."""
        return bool(_HEADER.match(content.data[:HEAD]))

    def read(self, content: Content) -> Iterator[Content]:
        """The parts, in order."""
        message = email.message_from_bytes(content.data, policy=default)
        body = message.get_body(("html", "plain"))
        for number, part in enumerate(message.walk(), 1):
            if part.is_multipart() or not isinstance(part, EmailMessage):
                continue
            named = part.get_filename()
            alternative = (
                part.get_content_type() == "text/plain" and part is not body and not named and body is not None
            )
            if (part.get_content_maintype() in NO_TEXT and not named) or alternative or _is_code(part):
                continue
            content.budget.count()
            payload = part.get_payload(decode=True)
            data = payload if isinstance(payload, bytes) else b""
            content.budget.spend(len(data))
            charset = part.get_content_charset()
            if charset and part.get_content_maintype() == "text":
                data = _in_utf8(data, charset)
            yield content.member(named or f"{number}", data)


def _is_code(part: EmailMessage) -> bool:
    return part.get_content_type() in (
        "text/css",
        "text/javascript",
        "application/javascript",
        "application/x-javascript",
    )


def _in_utf8(data: bytes, charset: str) -> bytes:
    """A part in UTF-8 with its mark, where its charset holds; else as it is."""
    try:
        return b"\xef\xbb\xbf" + data.decode("gb18030" if charset.lower() in ("gb2312", "gbk") else charset).encode()
    except (LookupError, UnicodeError):
        return data
