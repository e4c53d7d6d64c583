"""`sigs.yaml` <-> `Registry`: what it says, where it says it, what is wrong, and the edits of it.

May not know Markdown or files.
"""
