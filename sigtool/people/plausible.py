"""Whether what the templates have read of a person can be one, where it might be something else: a
word for nobody, an employer, a role, a name. Pure."""

from collections.abc import Mapping

from sigtool.model import account
from sigtool.people import grammar, words
from sigtool.people.conventions import Comma, Conventions
from sigtool.people.shape import Shape


def may_belong(shape: Shape, values: Mapping[str, str], conventions: Conventions) -> bool:
    """Whether what is read as somebody's employer is one, with nothing around it to show it."""
    employer = values.get("affiliation", "")
    if shape.has_bracket:
        is_named = _is_named(employer, _account_alone(values), conventions)
        if is_named or employer in conventions.no_employers:
            return False
    if not shape.has_employer:
        # A bracket that says the name again, or may do so in another way, shows no employer.
        is_beside_name = shape.core == "{name}" and bool(shape.affiliation)
        is_name = is_beside_name and words.repeats(values["name"], employer)
        return not (is_name or (is_beside_name and conventions.names_beside))
    if not words.is_employer(employer) or grammar.pattern("{role}").fullmatch(employer):
        return False
    is_behind_dash = not shape.affiliation.startswith((",", "，"))
    if shape.is_linked and conventions.comma is not Comma.PERSONS:
        is_sure = words.is_organisation(employer) or (is_behind_dash and "name" in values)
        return is_sure or conventions.comma is Comma.EMPLOYER
    if conventions.comma is not Comma.EMPLOYER or shape.core != "{name}" or is_behind_dash:
        return False
    # `Lovelace, Ada` is a family name and a given name.
    return words.is_full_name(values["name"]) or words.is_organisation(employer)


def _account_alone(values: Mapping[str, str]) -> str:
    """The account that is all that is read of somebody, also as what a link to it shows; or ""."""
    name = values.get("name")
    if name is None:
        return values.get("handle", "")
    found = account(values.get("url", ""))
    return name if found and found[1].casefold() == name.casefold() else ""


def _is_named(name: str, handle: str, conventions: Conventions) -> bool:
    """Whether what stands in brackets behind an account is the name of who has it."""
    if not (handle and words.is_full_name(name)) or words.is_employer_for_sure(name):
        return False
    if words.is_place(name) or not grammar.pattern("{name}").fullmatch(name):
        return False
    return conventions.names_behind or words.spells(name, handle)


def is_plausible(
    template: str, values: Mapping[str, str], written: str, conventions: Conventions
) -> bool:
    """Whether what a core has read is a person, not a word for nobody, and an account is one."""
    placeholders = grammar.PLACEHOLDERS.get(template)
    if placeholders and placeholders.fullmatch(written):
        return False
    if template in grammar.NAMED_CORES and not _is_named(
        values["name"], values["handle"], conventions
    ):
        return False
    if "{account}" in template:
        found = account(values["url"])
        if found is None or found[1].casefold() != values["handle"].casefold():
            return False
        return not (template == "[{account}]({url})" and _is_name_in_link(values, conventions))
    if template == "[{name}, {affiliation}]({url})":
        return words.is_organisation(values["affiliation"])
    if template in grammar.ACCOUNT_CORES:
        return words.is_login(values["handle"]) or words.resembles(values["name"], values["handle"])
    if template in ("{name} @{word}", "{name}@{word}"):
        # With a point in it, it would be an e-mail address to GitHub.
        is_like = conventions.accounts_behind and words.is_login(values["handle"])
        is_account = is_like or words.resembles(values["name"], values["handle"])
        return "." not in values["handle"] and is_account
    if template == "{name}@{company}":
        return not words.is_login(values["affiliation"])
    return True


def _is_name_in_link(values: Mapping[str, str], conventions: Conventions) -> bool:
    return conventions.names_in_links and words.is_capitalised(values["handle"])
