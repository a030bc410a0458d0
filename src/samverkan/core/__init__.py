"""The basic types of the package. Import them from :mod:`samverkan`."""
