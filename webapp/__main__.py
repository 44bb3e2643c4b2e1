"""`python -m webapp run` and `keygen`: what works before there are any settings."""

from __future__ import annotations

import os
import sys

import click

from config import SETTINGS, SettingsError, environment_with_file
from webapp import create_app, demo, serving
from webapp.cli.readiness import prepare
from webapp.keys import WrongKey


@click.group()
def main() -> None:
    """Afterglow, before it is configured. For everything else there is `flask --app wsgi`."""


@main.command()
def keygen() -> None:
    """Print a first key-encryption key, as KEY_ENCRYPTION_KEYS takes it."""
    click.echo(serving.new_key())


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=os.cpu_count() or 1, show_default="one per core")
@click.option("--demo", "trying", is_flag=True, help="With invented people, if nothing is set up.")
def run(host: str, port: int, workers: int, trying: bool) -> None:
    """Serve Afterglow as it is configured."""
    if trying:
        os.environ.setdefault("SITE_URL", f"http://{host}:{port}")
        if not environment_with_file().get("DATABASE_URL"):
            serving.write_first_settings(SETTINGS)
    try:
        app = create_app()
        with app.app_context():
            prepare()
            if app.extensions["settings"].demo:
                click.echo(demo.welcome())
    except (SettingsError, WrongKey) as error:
        sys.exit(f"Afterglow cannot start: {error}")
    sys.stdout.flush()
    serving.serve(host, port, workers)


if __name__ == "__main__":
    main()
