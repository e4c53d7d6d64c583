"""A Markdown text: its blocks, its tables with rows and cells, and the edits of them.

What a table looks like (pipes, blanks, alignment) is read off it, never stored. May not know SIGs.
The one home of markdown-it-py, which finds tables and reads inline Markdown.
"""
