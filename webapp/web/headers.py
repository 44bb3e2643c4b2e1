"""What every response says to the browser, errors included."""

from __future__ import annotations

from urllib.parse import urlsplit

from flask import Flask, Response

PERMISSIONS = ", ".join(
    (
        "microphone=(self)",
        *(f"{feature}=()" for feature in ("camera", "geolocation", "payment", "usb", "midi")),
        *(f"{feature}=()" for feature in ("browsing-topics", "display-capture", "hid", "serial")),
    )
)


def security_headers(cdn_url: str | None, secure: bool) -> dict[str, str]:
    """`cdn_url` is htmx's address at the CDN, or None where nothing may be asked of it."""
    headers = {
        "Content-Security-Policy": content_security_policy(cdn_url),
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS,
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": "DENY",
    }
    if secure:
        headers["Strict-Transport-Security"] = "max-age=63072000"
    return headers


def init_app(app: Flask, headers: dict[str, str]) -> None:
    @app.after_request
    def set_headers(response: Response) -> Response:
        response.headers.update(headers)
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def content_security_policy(cdn_url: str | None) -> str:
    cdn = ""
    if cdn_url:
        parts = urlsplit(cdn_url)
        cdn = f" {parts.scheme}://{parts.netloc}"
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src 'self'{cdn}",
            "style-src 'self'",
            "img-src 'self' data:",
            # A recording is listened to before it is sent.
            "media-src 'self' blob:",
            "connect-src 'self'",
            "manifest-src 'self'",
            "worker-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
        )
    )
