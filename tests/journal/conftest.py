"""An entry of which a part is shared."""

import pytest

from tests.journal.pen import plant
from tests.journal.scissors import Sharing

TEXT = "I saw the harbour again. My brother was there, and angry. The water was warm."


@pytest.fixture
def entry(cast):
    return plant(cast.wren, TEXT, gathering_id=cast.gone.id)


@pytest.fixture
def sharing(phone_of, cast, entry):
    return Sharing(phone_of(cast.wren), entry)
