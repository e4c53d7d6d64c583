"""Facts of registries: who is who, what is the same, and the three-way merge of values.

Pure: values of `model` in, values out. Knows no text, no file, no table and no YAML.
"""
