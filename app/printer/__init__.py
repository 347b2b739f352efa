"""Выверка forms on paper: one module per form over one common page."""
