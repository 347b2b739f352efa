"""Real faults, made on purpose."""

from app.storage.passport import Passport


def fail_the_commit(passport: Passport) -> None:
    """Make the commit of the open transaction fail: a line of no form, looked at only then."""
    connection = passport._connection
    connection.execute("PRAGMA defer_foreign_keys = 1")
    connection.execute(
        "INSERT INTO printed_line (form_id, person_id, fingerprint) VALUES ('none', hex(randomblob(8)), '')"
    )
