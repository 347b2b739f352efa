"""The file a school keeps: create, open, upgrade, copy, session."""
