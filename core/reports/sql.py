"""One text of SQL for both databases: named values (`:first`), and what only one of them has in braces."""

import re

_NAMED = re.compile(r":(\w+)")


def for_postgres(text: str) -> str:
    """The same text with named values as psycopg writes them; a remainder is not one of them."""
    return _NAMED.sub(r"%(\1)s", text.replace("%", "%%"))
