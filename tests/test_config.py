"""The operator starts the app, completely configured or not at all."""

import pytest

from config import SettingsError, environment_with_file, settings_from

KEY = "1:" + "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUE="
WHOLE = {
    "SECRET_KEY": "s" * 32,
    "KEY_ENCRYPTION_KEYS": KEY,
    "DATABASE_URL": "sqlite:////srv/afterglow/words.db",
    "SITE_URL": "https://circle.clinic.example",
}


def test_a_whole_configuration_is_taken():
    settings = settings_from(WHOLE)
    assert settings.environment == "production"
    assert settings.keys_database_url == "sqlite:////srv/afterglow/words-keys.db"
    assert settings.secure
    assert not settings.demo


@pytest.mark.parametrize("missing", sorted(WHOLE))
def test_what_is_missing_is_named(missing):
    with pytest.raises(SettingsError, match=missing):
        settings_from({name: value for name, value in WHOLE.items() if name != missing})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("SECRET_KEY", "short"),
        ("KEY_ENCRYPTION_KEYS", "1:not base64!"),
        ("KEY_ENCRYPTION_KEYS", "1:c2hvcnQ="),
        ("KEY_ENCRYPTION_KEYS", KEY.removeprefix("1:")),
        ("KEY_ENCRYPTION_KEYS_FILE", "/nowhere/at/all"),
        ("SITE_URL", "http://circle.clinic.example"),
        ("ENVIRONMENT", "staging"),
        ("HTMX_SOURCE", "elsewhere"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("DATABASE_URL", "postgresql://db/words"),
        ("MAIL_PORT", "many"),
    ],
)
def test_what_is_wrong_is_named_in_one_sentence(name, value):
    with pytest.raises(SettingsError) as refused:
        settings_from({**WHOLE, "MAIL_HOST": "mail", "MAIL_SENDER": "a@b.example", name: value})
    assert str(refused.value).endswith(".")
    assert "\n" not in str(refused.value)


def test_keys_may_lie_in_a_file_of_their_own(tmp_path):
    kept = tmp_path / "keys"
    kept.write_text(KEY + "\n")
    found = settings_from(
        {**WHOLE, "KEY_ENCRYPTION_KEYS": "", "KEY_ENCRYPTION_KEYS_FILE": str(kept)}
    )
    assert found.key_encryption_keys == {1: b"A" * 32}


def test_the_environment_wins_over_the_settings_file(tmp_path):
    file = tmp_path / "settings.env"
    file.write_text("# a comment\nSITE_URL=https://one.example\nAPP_NAME=Harbour\n")
    found = environment_with_file({"SETTINGS_FILE": str(file), "SITE_URL": "https://two.example"})
    assert (found["SITE_URL"], found["APP_NAME"]) == ("https://two.example", "Harbour")
