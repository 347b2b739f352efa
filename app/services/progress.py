"""How a long act tells how far it is, and how it is stopped, as services and the window know it."""

from app.errors import Cancelled
from app.progress import Progress, part, silent

__all__ = ["Cancelled", "Progress", "part", "silent"]
