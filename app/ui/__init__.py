"""The window. Holds plain values only: never a session, never a mapped object."""
