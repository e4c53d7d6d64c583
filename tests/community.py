"""A small community, as files: its README, the registry that `init` makes of it, and its pages.

They are in `community/miniature`. Every people field is written in its own way, and the README has
more than a table.
"""

from pathlib import Path
from typing import Final

MINIATURE: Final = Path(__file__).with_name("community") / "miniature"
README: Final = (MINIATURE / "README.md").read_bytes().decode()
REGISTRY: Final = (MINIATURE / "sigs.yaml").read_bytes().decode()
