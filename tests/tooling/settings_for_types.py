"""Headquarters' settings as mypy's Django plugin reads them, without making a key on this machine."""

import os

os.environ.setdefault("MADOGUCHI_HQ_KEY", "0" * 64)

from hq.settings import *  # noqa: F403
