"""Values -> what people and programs read: the terminal and each output format, one a module.

Decides nothing: what to report is handed in. The one home of Rich.
"""
