"""The same services from a terminal: arguments, commands, what they print, exit statuses.

0 done · 2 wrong arguments · 3 done, and something needs the user · 4 refused or failed, nothing changed.
"""

from app.cli.run import no_window, run

__all__ = ["no_window", "run"]
