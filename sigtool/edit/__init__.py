"""Operations on a registry, as the commands need them: a registry in, another one out.

Also which SIGs a list shows. May not know files, tables, YAML or the command line.
"""
