"""What the texts of SQL say differently in the two databases: headquarters holds many sites, a laptop one."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from core.reports.period import Period


@dataclass(frozen=True, slots=True)
class Side:
    """Pieces of SQL by name, for one of the databases. A text holds `{key}` and so on where they differ."""

    key: str
    """To stand before a column in USING and in lists of columns."""
    site: str
    """Whose record `{of}` is."""
    home: str
    """The municipality of that site."""
    homes: str
    """The join that `home` needs."""
    same: str
    """That `v` is of the site of `{of}`."""
    stale: str
    """That the totals of the day of `t` must be counted anew."""
    foretells: bool = False
    """Whether figures that were told ahead of their records stand here (`core.reports.provisional`)."""

    def write(self, text: str, of: str = "t", **more: str) -> str:
        """The text for this database with more pieces, in which these may stand too.

        `of` is the name under which the counted rows go.
        """
        own = {name: getattr(self, name).format(of=of) for name in ("key", "site", "home", "homes", "same", "stale")}
        return text.format(**own, **{name: piece.format(**own) for name, piece in more.items()})


LAPTOP = Side(
    key="",
    site=":site",
    home=":home",
    homes="",
    same="",
    stale="t.day IN (SELECT day FROM tally_stale)",
)
"""One site: its id and its municipality are values (`:site`, `:home`)."""
HEADQUARTERS = Side(
    key="site_id, ",
    site="{of}.site_id",
    home="home.municipality",
    homes="JOIN site AS home ON home.site_id = {of}.site_id",
    same="AND v.site_id = {of}.site_id",
    stale="(t.site_id, t.day) IN (SELECT site_id, day FROM stale_day)",
    foretells=True,
)


def of_these_sites() -> Side:
    """Headquarters with some of its sites alone, the value `sites` (their ids), wherever they held something.

    Every text that counts or lists joins `homes`, so nothing of another site's can be in what it finds.
    """
    return replace(HEADQUARTERS, homes=f"{HEADQUARTERS.homes} AND home.site_id = ANY(:sites)")


Rows = Callable[[str, Mapping[str, object]], Sequence[Sequence[Any]]]
"""Carries out a text with its named values."""
Steps = Callable[[Period], Iterable[Period]]
"""The pieces in which a period is counted, one after the other."""


def at_once(period: Period) -> Iterable[Period]:
    """In one piece."""
    return (period,)


@dataclass(frozen=True)
class Source:
    """Where records are counted. `scope` says in words whose they are; `many` that several sites may be among them."""

    side: Side
    rows: Rows
    scope: str = ""
    scope_en: str = ""
    many: bool = False
    is_share: bool = False
    """Only some of the sites: what is set for all of them is no target of theirs."""
    values: Mapping[str, object] = field(default_factory=dict)
    steps: Steps = at_once
    by_site: "Source | None" = None
    """Where a text is read that counts each site by itself, its id first: it may know some of its rows from before."""

    def read(self, text: str, values: Mapping[str, object], of: str = "t", **more: str) -> Sequence[Sequence[Any]]:
        """The rows of a text, written for this database with these pieces and values."""
        return self.rows(self.side.write(text, of, **more), {**self.values, **values})
