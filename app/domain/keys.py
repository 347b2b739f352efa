"""The keys of a base: one pair signs what goes out, one opens what was sealed to it.

They belong to the base and not to the computer, so that a base moved to another computer still signs as the same
school. Retired keys stay: what was sealed to them must still open.
"""

from datetime import datetime

from sqlalchemy import LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column

from app.domain.field import Model


class KeyPair(Model):
    """One generation of keys. ``number`` grows; only the newest signs.

    ``signing`` is the 32 secret bytes of Ed25519, ``opening`` the secret of X25519 in age's words
    (AGE-SECRET-KEY-1…); ``renewal`` is the signature of the generation before over this one's public key, None for
    the first. ``made_at`` and ``saved_at`` (when a copy was last laid outside) are in UTC.
    """

    __tablename__ = "key_pair"

    number: Mapped[int] = mapped_column(primary_key=True)
    signing: Mapped[bytes] = mapped_column(LargeBinary, nullable=False)
    opening: Mapped[str] = mapped_column(String(100), nullable=False)
    renewal: Mapped[bytes | None] = mapped_column(LargeBinary)
    made_at: Mapped[datetime] = mapped_column(nullable=False)
    saved_at: Mapped[datetime | None]


class Correspondent(Model):
    """Another base whose keys are known: for a school its municipality, for a municipality each of its schools.

    ``kind`` is that of its base and ``code`` the code it goes by. ``verifying`` is its public Ed25519 key in hex,
    ``sealing`` the age recipient (age1…). ``confirmed_at`` (UTC) is when a person compared the key's words with
    the other side; until then the key is only the one that came first.
    """

    __tablename__ = "correspondent"

    kind: Mapped[str] = mapped_column(String(20), primary_key=True)
    code: Mapped[str] = mapped_column(String(20), primary_key=True)
    name: Mapped[str] = mapped_column(String(255), nullable=False, default="")
    verifying: Mapped[str] = mapped_column(String(64), nullable=False)
    sealing: Mapped[str] = mapped_column(String(100), nullable=False)
    known_since: Mapped[datetime] = mapped_column(nullable=False)
    confirmed_at: Mapped[datetime | None]
