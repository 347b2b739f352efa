"""The one lock around PDFium, which must never be called from two threads at once."""

import threading

LOCK = threading.RLock()
