"""How often something may be tried. Counted in the database, so it holds over all workers."""

from __future__ import annotations

import ipaddress
from datetime import datetime, timedelta

from flask import abort, request
from sqlalchemy import bindparam, text
from sqlalchemy.orm import Mapped, mapped_column

from webapp.database import Base, UtcDateTime, db, now, uuid7
from webapp.keys import key_store

WINDOW = timedelta(minutes=15)

# One statement on either database: two tries at the same moment cannot both be the tenth.
COUNT = text(
    """
    INSERT INTO tries (id, name, began_at, tried) VALUES (:id, :name, :now, 1)
    ON CONFLICT (name) DO UPDATE SET
        tried = CASE WHEN tries.began_at < :since THEN 1 ELSE tries.tried + 1 END,
        began_at = CASE WHEN tries.began_at < :since THEN :now ELSE tries.began_at END
    RETURNING tried
    """
).bindparams(
    bindparam("now", type_=UtcDateTime),
    bindparam("since", type_=UtcDateTime),
)


class Tries(Base):
    """How often one thing was tried since `began_at`. Names are keyed hashes."""

    __tablename__ = "tries"

    name: Mapped[bytes] = mapped_column(unique=True)
    began_at: Mapped[datetime]
    tried: Mapped[int]


def at_most(times: int, what: str, whose: str) -> None:
    """Count one try; answer 429 when this was one too many within 15 minutes."""
    name = key_store().fingerprint("tries", f"{what}|{whose}")
    moment = now()
    values = {"name": name, "now": moment, "since": moment - WINDOW}
    with db.writing.begin() as connection:
        id_type = Tries.__table__.c.id.type
        count = connection.scalar(COUNT.bindparams(bindparam("id", uuid7(), id_type)), values)
    if (count or 0) > times:
        abort(429)


def address() -> str:
    """The network the request came from: an IPv4 address, or the /64 of an IPv6 one."""
    said = request.remote_addr or ""
    try:
        ip = ipaddress.ip_address(said)
    except ValueError:
        return said
    mapped = getattr(ip, "ipv4_mapped", None)
    if ip.version == 4 or mapped:
        return str(mapped or ip)
    return str(ipaddress.ip_network(f"{ip}/64", strict=False))
