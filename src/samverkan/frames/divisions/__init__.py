"""Totals that the rows of a frame divide among them."""
