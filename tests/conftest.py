"""No test judges by the clock: a loaded machine is no failure. `make soak` tries more inputs of each kind."""

import os

from hypothesis import settings

settings.register_profile("unhurried", deadline=None)
settings.register_profile("soak", deadline=None, max_examples=int(os.environ.get("EXAMPLES", "2000")))
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "unhurried"))
