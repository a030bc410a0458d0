"""Agreements: what was decided, and what was known on a day. Import the names from :mod:`samverkan`."""
