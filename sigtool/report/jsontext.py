"""JSON as sigtool prints it."""

import json

from sigtool.model import Person, Text, Texts
from sigtool.report import terminal


def json_text(value: object) -> str:
    """JSON for people and programs: indented, one line break at the end, no control character."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # json.dumps has escaped what JSON forbids; what a terminal would obey is left to do.
    return terminal.CONTROL.sub(lambda found: f"\\u{ord(found.group()):04x}", text) + "\n"


def text_value(text: Text) -> object:
    """A text as JSON has it: by language where it has several."""
    return dict(text.by_language) if isinstance(text, Texts) else text


def person_value(person: Person) -> dict[str, object]:
    """A person as JSON has them: the fields that say something."""
    return {key: text_value(text) for key, text in person.items()}
