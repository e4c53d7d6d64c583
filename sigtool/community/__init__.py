"""A registry with the documents that show it: read once, compared, and edited together.

Pure: texts in, rewritten texts out. Knows no files, no git and no command line.
"""
