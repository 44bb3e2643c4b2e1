"""Afterglow: the phone companion of people in group ketamine therapy."""

from __future__ import annotations

import os
from pathlib import Path

from flask import Blueprint
from werkzeug.middleware.proxy_fix import ProxyFix

from config import Settings, environment_with_file, settings_from
from webapp import (
    checkins,
    circles,
    cli,
    facilitation,
    gatherings,
    intentions,
    journal,
    measures,
    offline,
    participants,
    safety,
    today,
)
from webapp.database import db
from webapp.intentions.models import IntentionPart
from webapp.journal import beside
from webapp.keys import KeyStore
from webapp.participants import security
from webapp.web import access, compression, errors, headers, pages, phones, statics
from webapp.web.commits import Afterglow
from webapp.web.converters import SmallNumber

ROOT = Path(__file__).parent.parent
LONGEST_FORM = 4 * 1024 * 1024
LONGEST_REQUEST = 8 * 1024 * 1024

CAPABILITIES: tuple[Blueprint, ...] = (
    today.blueprint,
    participants.blueprint,
    circles.blueprint,
    gatherings.blueprint,
    checkins.blueprint,
    intentions.blueprint,
    journal.blueprint,
    measures.blueprint,
    safety.blueprint,
    facilitation.blueprint,
    offline.blueprint,
)


def create_app(settings: Settings | None = None) -> Afterglow:
    """The whole app, from its settings (by default the environment's).

    Raises SettingsError where the configuration is not complete. The keys are checked when the
    app is served (`wsgi.py`), so that the commands that make them can run before.
    """
    settings = settings or settings_from(environment_with_file(os.environ))
    built = statics.build(ROOT / "static", ROOT / "instance" / "static")
    app = Afterglow(
        "webapp",
        root_path=str(ROOT),
        static_folder=str(built),
        static_url_path=f"/static/{built.name}",
    )
    app.url_map.converters["int"] = SmallNumber
    app.config.from_mapping(
        SECRET_KEY=settings.secret_key,
        MAX_CONTENT_LENGTH=LONGEST_REQUEST,
        MAX_FORM_MEMORY_SIZE=LONGEST_FORM,
    )
    app.extensions["settings"] = settings

    db.init_app(app, settings.database_url)
    KeyStore(settings.keys_database_url, settings.key_encryption_keys).init_app(app)

    cdn_url = settings.htmx_cdn_url if settings.htmx_source == "cdn" else None
    sent = headers.security_headers(cdn_url, settings.secure)
    security.init_app(app, settings.secure)
    access.init_app(app)
    pages.init_app(app, settings)
    phones.init_app(app)
    compression.init_app(app)
    headers.init_app(app, sent)
    errors.init_app(app)
    for blueprint in CAPABILITIES:
        app.register_blueprint(blueprint)
    beside.init_app(app, IntentionPart.for_gathering)
    statics.init_app(app, sent)
    proxies = settings.trusted_proxies
    app.wsgi_app = ProxyFix(app.wsgi_app, x_for=proxies, x_proto=proxies)  # type: ignore[method-assign]
    cli.init_app(app)
    return app
