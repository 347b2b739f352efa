"""A base as a program of an older schema made it."""

from pathlib import Path

import sqlcipher3.dbapi2 as driver
from alembic import command
from alembic.config import Config

from app.paths import migrations
from app.storage.driver import connect
from app.storage.engine import make_engine


def old_base(path: Path, revision: str) -> driver.Connection:
    """A base of that schema, open, with a school «s» and nobody in it."""
    connection = connect(path, None, new_salt=bytes(16))  # plain: no program of that schema gave a key
    config = Config()
    config.set_main_option("script_location", str(migrations()).replace("%", "%%"))
    with make_engine(connection).begin() as config.attributes["connection"]:
        command.upgrade(config, revision)
    connection.execute("INSERT INTO imprint VALUES (1, 'school', '2019-20', '0')")
    connection.execute("INSERT INTO school (id, version, unread, code) VALUES ('s', 1, '{}', '700101')")
    return connection
