"""Reading and writing what a base remembers of itself (see ``app.domain.settings``)."""

from typing import Any

from sqlalchemy.orm import Session

from app.domain.settings import Setting


def setting(session: Session, name: str, default: Any = None) -> Any:
    """The remembered value of a name, or the default."""
    found = session.get(Setting, name)
    return default if found is None else found.value


def remember(session: Session, name: str, value: Any) -> None:
    """Keep a value (anything JSON can say) under a name, in place of the one before."""
    session.merge(Setting(name=name, value=value))
