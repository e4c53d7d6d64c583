"""The registry in documents: which row is which SIG, and the rows that a table is to have.

Pure. Knows Markdown and the model, but neither `sigs.yaml` nor files.
"""
