"""Everything that the tests of this folder interrupt."""

from faults import acts, copy_acts

ALL_ACTS = (*acts.ACTS, *copy_acts.COPY_ACTS)
