"""Scans of signed forms read back: pictures, codes, places, ink."""
