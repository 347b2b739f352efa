"""What packages would bring, told before anything of them is kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import AppError
from app.services.accepting import Accepted, Preview, preview
from app.services.progress import Cancelled, Progress, silent
from app.storage.passport import Passport


@dataclass(frozen=True, slots=True)
class Seen:
    """A file that was looked at: what would become of it, and its preview; None where it is refused.

    ``waits``: it was not taken, returned or settled yet.
    """

    accepted: Accepted
    preview: Preview | None
    waits: bool = True

    def after(self, done: Accepted) -> "Seen":
        """The same file after it was taken, or was refused."""
        return Seen(done, self.preview, waits=done.state in ("decide", "conflict"))


def previews(passport: Passport, paths: Sequence[Path], *, progress: Progress = silent) -> tuple[Seen, ...]:
    """Look at packages one after another; a refused one does not stop the next. Nothing is changed."""
    seen = []
    for number, path in enumerate(paths):
        progress(number, len(paths))
        try:
            found = preview(passport, path)
        except Cancelled:
            raise
        except AppError as problem:
            seen.append(Seen(Accepted(path, "refused", text=str(problem)), None))
        else:
            seen.append(Seen(found.accepted, found))
    return tuple(seen)
