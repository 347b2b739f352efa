"""Planting: clean records of a real file spoiled in one way each, and what a check must then find."""
