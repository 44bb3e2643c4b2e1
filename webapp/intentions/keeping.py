"""Taking in what a page sends, so that no word is lost and nobody reads more than was meant."""

from __future__ import annotations

from webapp.circles.models import Audience
from webapp.database import db, now
from webapp.gatherings.days import SITTING
from webapp.gatherings.models import Gathering
from webapp.intentions import sharing
from webapp.intentions.forms import PartForm
from webapp.intentions.models import IntentionPart, PartVersion
from webapp.intentions.sessions import Session

FEWEST_FIRST = list(Audience)


def keep(part: IntentionPart, form: PartForm, session: Session) -> PartVersion | None:
    """Store what was sent; the copy, where it could not take the place of what is there.

    It cannot when another device has written since the page was opened, or when the session
    has begun. Then the words are kept beside the part and replace nothing.
    """
    words = part.text if form.words is None else form.words
    behind = part.version > 0 and form.version != part.version
    copy = None
    if session.is_open and not behind:
        _put(part, words, form.audience.data, session.gathering)
    else:
        copy = _keep_beside(part, words, form) if words != part.text else None
        if _takes_back(part, form):
            _put(part, part.text, form.audience.data, session.gathering)
    return copy


def take_up(part: IntentionPart, version: PartVersion, gathering: Gathering) -> None:
    """Make a version's words the current ones; those it replaces are kept as a version."""
    version.set_aside()
    if version.text == part.text:
        return
    if kept := part.take_up(version):
        db.session.add(kept)
    sharing.follow(part, gathering)


def copies_of(part: IntentionPart) -> list[PartVersion]:
    """What is kept beside the part until its writer has chosen, newest first."""
    return [version for version in versions_of(part) if version.copied_at]


def versions_of(part: IntentionPart) -> list[PartVersion]:
    """Everything kept that says something else than the part now, newest first."""
    kept = db.session.scalars(PartVersion.of(part))
    return [version for version in kept if version.text != part.text]


def _put(part: IntentionPart, words: str, audience: str, gathering: Gathering) -> None:
    if kept := part.write(words, audience):
        db.session.add(kept)
    if part.version > 0:
        db.session.add(part)
        sharing.follow(part, gathering)


def _keep_beside(part: IntentionPart, words: str, form: PartForm) -> PartVersion | None:
    """A copy of these words. The page that one came from goes on in it while a sitting lasts."""
    copies = copies_of(part)
    known = next((copy for copy in copies if copy.text == words), None)
    if known or not words.strip():
        return known
    own = next((copy for copy in copies if copy.id == form.copy_id), None)
    if own and now() - own.written_at <= SITTING:
        own.go_on(words)
        return own
    copy = PartVersion.keeping(part, words, copied=True)
    db.session.add_all((part, copy))
    return copy


def _takes_back(part: IntentionPart, form: PartForm) -> bool:
    """Fewer readers are fewer at once, from whatever page that is asked; more are not."""
    asked, seen = form.audience.data, form.seen.data
    fewer = FEWEST_FIRST.index(asked) < FEWEST_FIRST.index(Audience(part.audience))
    return fewer and asked != seen
