"""sigtool keeps the table of an open-source community's special interest groups true."""

__version__ = "0.1.0"
