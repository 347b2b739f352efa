"""How many saves a base has taken: by this number and its mark two states of one base are told apart, and what is
missing is counted, without reading a record.

Every transaction of :meth:`Passport.writing` that changed anything counts one. The mark is drawn anew each time, so
that two copies of a base which went on apart never look alike.
"""

import json
from typing import Any, NamedTuple

import sqlcipher3.dbapi2 as driver
from sqlalchemy.orm import Session

SAVES = "saves"  # the setting

_COUNT = """
INSERT INTO setting (name, value) VALUES ('saves', json_array(1, lower(hex(randomblob(8)))))
ON CONFLICT (name) DO UPDATE SET value = json_array(json_extract(value, '$[0]') + 1, lower(hex(randomblob(8))))
"""


class Saves(NamedTuple):
    """The number of the last save of a base, and its mark; 0 and '' where nothing was saved since it was made."""

    number: int = 0
    mark: str = ""


def count_save(session: Session) -> None:
    """Count one more, within the transaction that is being saved."""
    session.connection().exec_driver_sql(_COUNT)


def saves_of(connection: Any) -> Saves:
    """The last save that a driver's connection sees; none in a base so old that it has no settings."""
    try:
        found = connection.execute("SELECT value FROM setting WHERE name = 'saves'").fetchone()
        number, mark = json.loads(found[0]) if found else (0, "")
    except (driver.OperationalError, ValueError, TypeError):
        return Saves()
    return Saves(int(number), str(mark))
