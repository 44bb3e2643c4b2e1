"""What phones ask for on their own: pages that are nobody's, and what an outbox needs."""

from __future__ import annotations

from flask import Response, abort, g, jsonify, request
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import text

from webapp.database import db
from webapp.offline import blueprint
from webapp.offline.locks import LockedElsewhere, unlock
from webapp.participants.models import Participant
from webapp.web.access import csrf_token, public
from webapp.web.commits import STORED, reads
from webapp.web.fragments import page


@blueprint.get("/offline")
@public
def away() -> ResponseReturnValue:
    """In the place of a page that is not on this phone."""
    return page("offline/away.html")


@blueprint.get("/outbox")
@public
def outbox() -> ResponseReturnValue:
    """What waits on this phone. The server knows nothing of it: the phone fills it in."""
    return page("offline/outbox.html")


@blueprint.get("/outbox/session")
@public
def session() -> Response:
    """Who is signed in, and a fresh token, for the outbox. 401 where nobody is."""
    if not current_user.is_authenticated:
        abort(Response(status=401, headers={"Outbox-Result": "auth"}))
    return jsonify(uid=current_user.id, csrf=csrf_token())


@blueprint.post("/outbox/key")
@reads
def key(me: Participant) -> Response:
    """The key of what waits on a phone, for its owner, who is back. 422 where it is not theirs."""
    if g.refusal:
        abort(403)
    try:
        raw = unlock(request.get_data(), me.id)
    except LockedElsewhere:
        abort(Response(status=422, headers={"Outbox-Result": "invalid"}))
    said = {"Outbox-Result": STORED}
    return Response(raw, 201, said, mimetype="application/octet-stream")


@blueprint.get("/healthz")
@public
def healthz() -> str:
    db.session.execute(text("SELECT 1"))
    return "ok"
