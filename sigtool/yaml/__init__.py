"""A YAML text: its nodes with their places, and edits that touch only what they are about.

May not know SIGs or files. The one home of ruamel.yaml, which finds nodes and spells new ones.
"""
