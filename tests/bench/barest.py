"""The least that a page of twenty sealed posts takes for somebody signed in, with these libraries.

It asks who this is and what was said last, opens that, and draws 34 kB in one loop. It knows of
no circle and no days, says nothing of who can read, and has nothing to tap.
"""

from __future__ import annotations

import os

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from flask import Flask, Response
from flask_login import LoginManager, UserMixin, current_user, login_required
from jinja2 import Environment
from markupsafe import Markup
from sqlalchemy import (
    Column,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    bindparam,
    create_engine,
    insert,
    select,
)
from zstandard import ZstdCompressor

KEY, NONCE, POSTS = AESGCM(bytes(range(32))), 12, 20
AROUND = {
    "frame": Markup("<p>What stands around every page.</p>" * 200),
    "beside": Markup("<small>What stands beside a post.</small>" * 25),
}
PAGE = Environment(autoescape=True).from_string(
    """<!doctype html>
<title>Posts</title>
<h1>{{ name }}</h1>
{{ frame }}
{% for number, author, at, text in posts %}
<article id="{{ number }}">
<h2>{{ author }}</h2><small>{{ at }}</small>
{{ beside }}
<p>{{ text }}</p>
</article>
{% endfor %}
""",
    AROUND,
)

metadata = MetaData()
people = Table("people", metadata, Column("id", Integer, primary_key=True), Column("name", String))
posts = Table(
    "posts",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("author", String),
    Column("at", String),
    Column("sealed", LargeBinary),
)
WHO = select(people).where(people.c.id == bindparam("id"))
SAID = select(posts).order_by(posts.c.id.desc()).limit(POSTS)

app = Flask(__name__)
app.secret_key = "known to everybody"
login = LoginManager(app)
login.session_protection = None  # it would write a new cookie each time
engine = create_engine("sqlite://")


class Person(UserMixin):
    def __init__(self, number: int, name: str) -> None:
        self.id, self.name = number, name


def cookie() -> str:
    """Of somebody who is signed in."""
    signing = app.session_interface.get_signing_serializer(app)
    return f"session={signing.dumps({'_user_id': '1'})}"


@login.user_loader
def person(number: str) -> Person:
    with engine.connect() as connection:
        return Person(*connection.execute(WHO, {"id": int(number)}).one())


@app.get("/")
@login_required
def page() -> Response:
    with engine.connect() as connection:
        rows = connection.execute(SAID).all()
    opened = [
        (number, author, at, KEY.decrypt(sealed[:NONCE], sealed[NONCE:], None).decode())
        for number, author, at, sealed in rows
    ]
    html = PAGE.render(name=current_user.name, posts=opened).encode()
    return Response(ZstdCompressor(level=3).compress(html), headers={"Content-Encoding": "zstd"})


metadata.create_all(engine)
with engine.begin() as connection:
    connection.execute(insert(people), {"name": "Wren"})
    nonce, words = os.urandom(NONCE), b"I rest beside the lake. " * 10
    sealed = nonce + KEY.encrypt(nonce, words, None)
    said = {"author": "Moss", "at": "2 h ago", "sealed": sealed}
    connection.execute(insert(posts), [said] * POSTS)
