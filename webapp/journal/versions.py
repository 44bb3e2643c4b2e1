"""What an entry said before, and what another device wrote at the same time."""

from __future__ import annotations

from uuid import UUID

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from webapp.database import db
from webapp.journal import blueprint
from webapp.journal.models import EntryVersion
from webapp.journal.reading import own
from webapp.participants.models import Participant
from webapp.web.commits import see_other
from webapp.web.fragments import page
from webapp.web.operations import uuid_or_none

PAGE = 20
TOGETHER = "Both stand together now. How it was before is kept among the earlier versions."
STAND_AGAIN = "These words stand again. The ones they replaced are kept among the earlier versions."


@blueprint.get("/journal/<uuid:entry_id>/versions")
def versions(me: Participant, entry_id: UUID) -> ResponseReturnValue:
    entry = own(me, entry_id)
    listed = EntryVersion.of(me, entry.id).limit(PAGE + 1)
    if before := request.args.get("before"):
        listed = listed.where(EntryVersion.id < (uuid_or_none(before) or abort(404)))
    kept = db.session.scalars(listed).all()
    older = kept[PAGE - 1].id if len(kept) > PAGE else None
    return page("journal/versions.html", entry=entry, kept=kept[:PAGE], older=older)


@blueprint.post("/journal/<uuid:entry_id>/versions/<uuid:version_id>/use")
def use(me: Participant, entry_id: UUID, version_id: UUID) -> ResponseReturnValue:
    """Bring its words back, or put them below the others. What was there is kept as a version."""
    entry = own(me, entry_id)
    version = db.session.scalar(EntryVersion.of(me, entry.id).where(EntryVersion.id == version_id))
    if request.form.get("_base") != str(entry.version):
        # A second tap, or a page that had been open for a while: shown how it stands now.
        return see_other(url_for("journal.versions", entry_id=entry.id))
    together = "together" in request.form
    change = entry.join if together else entry.bring_back
    db.session.add(change(version or abort(404)))
    db.session.delete(version)
    said = TOGETHER if together else STAND_AGAIN
    return see_other(url_for("journal.show", entry_id=entry.id), said=said)
