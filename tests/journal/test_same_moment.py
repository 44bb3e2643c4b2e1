"""What is let go in the moment in which it is shared is not with anybody afterwards."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest

from tests.journal.scissors import chosen_by, excerpts_in
from webapp.database import db
from webapp.journal.excerpts import Excerpt
from webapp.journal.models import Entry

pytestmark = pytest.mark.only_on("postgres")  # SQLite writes one after the other


@pytest.mark.parametrize("of", ["entry", "excerpt"])
def test_what_is_being_shared_just_then_goes_too(of, sharing, entry, cast):
    sharing.chooses("harbour")
    [chosen] = chosen_by(cast.wren)
    let_go = {"entry": f"/journal/{entry.id}/delete", "excerpt": f"{sharing.at}/taking-back"}
    with ThreadPoolExecutor(1) as beside:
        with db.transaction() as session:
            excerpt = session.get(Excerpt, chosen.id, with_for_update=True)
            excerpt.share(session.get(Entry, entry.id), welcome=False)
            session.flush()
            answer = beside.submit(sharing.phone.post, let_go[of])
            wait([answer], timeout=1)
            assert not answer.done()
        assert answer.result().status_code == 303
    assert chosen_by(cast.wren) == []
    assert excerpts_in(cast.juniper.id) == []
