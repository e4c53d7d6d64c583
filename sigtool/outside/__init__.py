"""The world: files, locks, git, the web, and the workspace that finds, reads and writes.

The only place, beside the terminal, where anything is read or written. May not know rules.
"""
