"""How a form is read off the wire: as UTF-8 and whole, or not at all.

Left to itself the parser would put replacement characters where it cannot read, drop a field that
was cut off, or take a broken form for an empty one. Somebody's words would be changed unseen.
"""

from __future__ import annotations

from io import BytesIO
from typing import IO, Any
from urllib.parse import parse_qsl

from flask import Request
from werkzeug.datastructures import Headers
from werkzeug.exceptions import BadRequest
from werkzeug.formparser import FormDataParser, MultiPartParser
from werkzeug.http import parse_options_header

MOST_FIELDS = 1_000
UTF_8 = frozenset({"", "utf-8", "utf8", "us-ascii"})


class FaithfulParts(MultiPartParser):
    """Parts are read byte by byte, and decoded by whoever can refuse them."""

    def get_part_charset(self, headers: Headers) -> str:
        declared = parse_options_header(headers.get("content-type"))[1]
        _only_utf_8(declared)
        return "iso-8859-1"


class FaithfulParser(FormDataParser):
    """Answers 400 where a form cannot be read to the letter."""

    def parse(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str] | None = None,
    ) -> Any:
        self.silent = False
        try:
            _only_utf_8(options or {})
            return super().parse(stream, mimetype, content_length, options)
        except ValueError as error:
            raise BadRequest from error

    def _parse_urlencoded(self, stream: IO[bytes], *_: Any) -> Any:
        items = parse_qsl(
            stream.read().decode(),
            keep_blank_values=True,
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
        return stream, self.cls(items), self.cls()

    def _parse_multipart(
        self,
        stream: IO[bytes],
        mimetype: str,
        content_length: int | None,
        options: dict[str, str],
    ) -> Any:
        parser = FaithfulParts(
            self.stream_factory, self.max_form_memory_size, self.cls, max_form_parts=MOST_FIELDS
        )
        boundary = options.get("boundary", "").encode("ascii")
        if not boundary:
            raise ValueError("a form without a boundary")
        form, files = parser.parse(stream, boundary, content_length)
        read = ((name, value.encode("iso-8859-1").decode()) for name, value in form.items(True))
        return stream, self.cls(read), files


class FaithfulRequest(Request):
    """A request whose form holds what was sent."""

    form_data_parser_class = FaithfulParser

    def _get_file_stream(self, *_: Any, **__: Any) -> IO[bytes]:
        """In memory, however large: nothing lies open on a disk, not even for a moment."""
        return BytesIO()


def _only_utf_8(declared: dict[str, str]) -> None:
    if declared.get("charset", "").lower() not in UTF_8:
        raise ValueError("another charset")
