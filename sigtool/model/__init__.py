"""What a registry means, as values: registry, SIGs, tables, persons, texts.

Knows no file, no format and no command: everything else may import it, it imports nothing.
"""

from sigtool.model.person import ACCOUNT_FIELDS as ACCOUNT_FIELDS
from sigtool.model.person import IDENTIFYING_FIELDS as IDENTIFYING_FIELDS
from sigtool.model.person import PERSON_FIELDS as PERSON_FIELDS
from sigtool.model.person import People as People
from sigtool.model.person import Person as Person
from sigtool.model.person import account as account
from sigtool.model.person import accounts as accounts
from sigtool.model.person import by_account as by_account
from sigtool.model.person import folded_link as folded_link
from sigtool.model.person import followed as followed
from sigtool.model.person import grouped as grouped
from sigtool.model.person import handles as handles
from sigtool.model.person import host_of as host_of
from sigtool.model.person import profile_host as profile_host
from sigtool.model.person import repeated as repeated
from sigtool.model.person import same_person as same_person
from sigtool.model.person import url_parts as url_parts
from sigtool.model.registry import SIG_FIELDS as SIG_FIELDS
from sigtool.model.registry import WORDS as WORDS
from sigtool.model.registry import Column as Column
from sigtool.model.registry import Kind as Kind
from sigtool.model.registry import Mention as Mention
from sigtool.model.registry import Order as Order
from sigtool.model.registry import Registry as Registry
from sigtool.model.registry import Settings as Settings
from sigtool.model.registry import Sig as Sig
from sigtool.model.registry import Status as Status
from sigtool.model.registry import Table as Table
from sigtool.model.registry import Value as Value
from sigtool.model.registry import as_people as as_people
from sigtool.model.registry import as_text as as_text
from sigtool.model.text import Text as Text
from sigtool.model.text import Texts as Texts
from sigtool.model.text import by_language as by_language
from sigtool.model.text import in_language as in_language
from sigtool.model.text import is_alike as is_alike
from sigtool.model.text import joined_text as joined_text
from sigtool.model.text import languages_of as languages_of
from sigtool.model.text import texts_left as texts_left
from sigtool.model.text import texts_of as texts_of
from sigtool.model.text import with_text as with_text
