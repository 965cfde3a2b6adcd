"""Whose records a report at headquarters is of."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.reports.side import HEADQUARTERS, Source, of_these_sites
from core.reports.sql import for_postgres
from hq.database import cursor
from hq.reports.by_site import by_site


@dataclass(frozen=True)
class Sites:
    """Some of the sites, and what they are called together (西東京市の拠点).

    What they recorded, wherever they held it: a session that another's site held in their town is that site's.
    """

    ids: tuple[str, ...]
    name: str


def source_of(sites: Sites | None, scope: Iterable[str], *, many: bool, only: str | None = None) -> Source:
    """Where the records of these sites are counted, or those of all; `scope` says what they are kept to.

    `only` names the one site that what is asked for is kept to.
    """
    words = "・".join((*((sites.name,) if sites else ()), *scope))
    return Source(
        HEADQUARTERS if sites is None else of_these_sites(),
        lambda text, values: cursor().execute(for_postgres(text), dict(values)).fetchall(),
        scope=words or "全拠点",
        many=many,
        is_share=sites is not None,
        values={} if sites is None else {"sites": list(sites.ids)},
        by_site=by_site(_within(sites, only)),
    )


def _within(sites: Sites | None, only: str | None) -> list[str] | None:
    if only is None:
        return None if sites is None else list(sites.ids)
    return [only] if sites is None or only in sites.ids else []
