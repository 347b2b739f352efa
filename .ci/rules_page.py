"""Write ``resources/help/rules.md`` anew from the registered rules."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from app.services.rules_page import rules_text  # noqa: E402

if __name__ == "__main__":
    (ROOT / "resources" / "help" / "rules.md").write_text(rules_text(), encoding="utf-8", newline="\n")
