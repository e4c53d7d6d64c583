"""Lets `python -m sigtool` do what `sigtool` does."""

from sigtool.cli import main

if __name__ == "__main__":
    main()
