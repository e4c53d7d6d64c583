"""A people cell <-> persons, and WHO as people write it on a command line.

May not know tables or files.
"""
