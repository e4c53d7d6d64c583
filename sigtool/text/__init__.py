"""A text as it is stored, places in it and edits of it; diagnostics; languages and words.

Knows nothing of SIGs, formats or files; everything may import it.
"""
