"""What was decided, and what was known of it. Import the names from :mod:`samverkan`."""
