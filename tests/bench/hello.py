"""What everything is compared with: the least that Flask can do, on the same server."""

from __future__ import annotations

from flask import Flask

app = Flask(__name__)


@app.get("/")
@app.get("/healthz")
def hello() -> str:
    return "ok"
