"""Readers of headquarters' portal, and what they read and press."""

import html
import re
from collections.abc import Mapping

import requests

from tests.helpers.headquarters import Headquarters

PASSWORD = "correct horse battery"
NISHITOKYO = "132292"
_TIMEOUT = 30
"""Seconds: a busy machine answers late."""


def add_reader(name: str, municipality: str | None = None, *, for_nothing: bool = False) -> str:
    """An account of headquarters, of a municipality, or for nothing; its name."""
    from django.contrib.auth.models import User

    from hq.records.models import MunicipalityReader

    of_headquarters = municipality is None and not for_nothing
    user = User.objects.create_user(name, password=PASSWORD, is_staff=of_headquarters)
    if municipality is not None:
        MunicipalityReader.objects.create(user=user, municipality=municipality)
    return name


def signed_in(hq: Headquarters, name: str, password: str = PASSWORD) -> requests.Session:
    """Their browser, after signing in."""
    return signed_in_at(hq.url, name, password)


def signed_in_at(url: str, name: str, password: str = PASSWORD) -> requests.Session:
    """Likewise, at the headquarters of this address."""
    session = requests.Session()
    press(session, f"{url}/login", {"username": name, "password": password})
    return session


def press(session: requests.Session, url: str, told: Mapping[str, str], file: bytes | None = None) -> requests.Response:
    """Send the form of a page, with what is told and a file."""
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', session.get(url, timeout=_TIMEOUT).text)
    assert token is not None
    files = {} if file is None else {"file": ("file", file)}
    return session.post(url, data={**told, "csrfmiddlewaretoken": token[1]}, files=files, timeout=_TIMEOUT)


def words_of(answer: requests.Response) -> str:
    """What a page says after its menu, without tags."""
    main = answer.text.split("<main")[-1]
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", main).split()))
