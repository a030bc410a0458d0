"""Agreements, and what was known of them on a day. Import the names from :mod:`samverkan`."""
