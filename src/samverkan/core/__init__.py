"""The values that everything else is made of. Import them from :mod:`samverkan`."""
