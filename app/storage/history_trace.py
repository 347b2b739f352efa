"""What the history tells of a blob or a secret, which it does not keep: every connection of ours can reckon it."""

import hashlib
from typing import Any


def know_trace(connection: Any) -> None:
    """Let a connection reckon what the history tells of a blob; before it is watched or asked for a stored row."""
    connection.create_function("history_trace", 1, trace, deterministic=True)


def trace(content: bytes | str | None) -> str | None:
    """What stands in the history for a blob or a secret: its size in bytes and its SHA-256."""
    if content is None:
        return None
    whole = content.encode() if isinstance(content, str) else bytes(content)
    return f"{len(whole)} байт, SHA-256 {hashlib.sha256(whole).hexdigest()}"
