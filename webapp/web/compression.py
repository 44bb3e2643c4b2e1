"""Pages are sent compressed: zstd where the browser takes it, else brotli."""

from __future__ import annotations

import brotli
import zstandard
from flask import Flask, Response, request

WORTH_IT = 500


def init_app(app: Flask) -> None:
    app.after_request(_compress)


def _compress(response: Response) -> Response:
    response.vary.add("Accept-Encoding")
    if (
        response.direct_passthrough
        or response.status_code in (204, 304)
        or "Content-Encoding" in response.headers
        or not (response.mimetype or "").startswith(("text/", "application/manifest"))
    ):
        return response
    body = response.get_data()
    if len(body) < WORTH_IT:
        return response
    accepted = request.headers.get("Accept-Encoding", "")
    if "zstd" in accepted:
        response.set_data(zstandard.ZstdCompressor(level=3).compress(body))
        response.headers["Content-Encoding"] = "zstd"
    elif "br" in accepted:
        response.set_data(brotli.compress(body, quality=4))
        response.headers["Content-Encoding"] = "br"
    return response
