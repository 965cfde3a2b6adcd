"""Readers of headquarters' portal."""

import re

import requests

from tests.helpers.headquarters import Headquarters

PASSWORD = "correct horse battery"
NISHITOKYO = "132292"


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
    session = requests.Session()
    form = session.get(f"{hq.url}/login", timeout=10).text
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)
    assert token is not None
    data = {"username": name, "password": password, "csrfmiddlewaretoken": token[1]}
    session.post(f"{hq.url}/login", data=data, timeout=10)
    return session
