"""The engine: runs rules over a snapshot, applies fixes, leaves out what nobody wants to hear.

Holds what a rule is, what it looks at, suppressions, the baseline, and the commands that hints
name. May not know which rules exist: they are handed in.
"""
