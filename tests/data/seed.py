"""The seed of everything made up in a run of the tests; its header says it, and SEED repeats it."""

import os
import random

SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(1_000_000)))
os.environ["SEED"] = str(SEED)  # workers of the run have the same
