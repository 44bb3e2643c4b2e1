"""The service worker, with what it has to know of this app: its routes, its files, its version."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from flask import Flask, Response, current_app, url_for
from werkzeug.routing import Rule

from config import Settings
from webapp.offline import blueprint
from webapp.offline.locks import lock
from webapp.web.access import public
from webapp.web.pages import HTMX
from webapp.web.statics import ATTACHING, BOOT, SCRIPT, STYLESHEET, WORKER

PAGES = ("safety.care", "offline.away", "offline.outbox")
FILES = (STYLESHEET, SCRIPT, BOOT, ATTACHING, HTMX, "icons/icon.svg")
# How an argument of a route looks in an address.
ARGUMENTS = {"uuid": "[0-9a-f-]{36}"}
ITEM = re.compile(r"[\w-]+")
ARGUMENT = re.compile(r"<(?:(\w+)(?:\(([^)]*)\))?:)?\w+>")


@blueprint.get("/sw.js")
@public
def worker() -> Response:
    """The worker's code, below what it is told. Any change of what it keeps is a new version."""
    response = Response(_code(current_app), mimetype="text/javascript")
    response.headers["Cache-Control"] = "no-cache"
    return response


def _code(app: Flask) -> str:
    if "worker" not in app.extensions:
        code = (Path(app.static_folder or "") / WORKER).read_text("utf-8")
        told = _told(app)
        told["version"] = _version(app, code, told)
        app.extensions["worker"] = f"const TOLD = {json.dumps(told, indent=1)};\n{code}"
    return app.extensions["worker"]


def _told(app: Flask) -> dict[str, Any]:
    settings: Settings = app.extensions["settings"]
    htmx = url_for("static", filename=HTMX)
    return {
        "shell": [url_for(place) for place in PAGES]
        + [url_for("static", filename=name) for name in FILES],
        "static": f"{app.static_url_path}/",
        "htmx": {settings.htmx_cdn_url: htmx} if settings.htmx_source == "cdn" else {},
        "canWait": sorted(
            pattern(rule)
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or ()) and _can_wait(app, rule)
        ),
        "login": url_for("participants.login"),
        "logout": url_for("participants.logout"),
        "away": url_for("offline.away"),
        "outbox": url_for("offline.outbox"),
        "session": url_for("offline.session"),
        "key": url_for("offline.key"),
        "lock": lock(),
    }


def _can_wait(app: Flask, rule: Rule) -> bool:
    return getattr(app.view_functions[rule.endpoint], "can_wait", False)


def pattern(rule: Rule) -> str:
    """The route as a regular expression of JavaScript."""
    return f"^{ARGUMENT.sub(_argument, rule.rule)}$"


def _argument(found: re.Match[str]) -> str:
    kind, said = found.groups()
    if kind == "any":
        return f"({'|'.join(ITEM.findall(said))})"
    return ARGUMENTS.get(kind, "[^/]+")


def _version(app: Flask, code: str, told: dict[str, Any]) -> str:
    """Of the code, the addresses (which carry the digest of all files) and the pages."""
    digest = hashlib.sha256(json.dumps([code, told]).encode())
    client = app.test_client(use_cookies=False)
    for place in PAGES:
        digest.update(client.get(url_for(place)).data)
    return digest.hexdigest()[:12]
