"""JSON as sigtool prints it."""

import json

from sigtool.report import terminal


def json_text(value: object) -> str:
    """JSON for people and programs: indented, one line break at the end, no control character."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # json.dumps has escaped what JSON forbids; what a terminal would obey is left to do.
    return terminal.CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"
