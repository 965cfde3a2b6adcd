"""The catalogue that headquarters names codes by: the newest, which holds every title that ever was."""

from functools import lru_cache

from core.assets import asset_path
from core.catalogue import Catalogue, load_catalogue
from core.facts import OwnTopic
from core.own_topics import with_own
from hq.database import cursor
from hq.records.models import CatalogueVersion

_OWN = "SELECT topic_id, topic, ja, reading, en, valid_from, valid_to FROM fact_owntopic WHERE site_id = %s"


def newest() -> Catalogue:
    """The newest version: published here, or the one that came with the program."""
    last = CatalogueVersion.objects.order_by("-version").first()
    shipped = _shipped()
    return _read(bytes(last.data)) if last is not None and last.version > shipped.version else shipped


def of_site(site_id: str) -> Catalogue:
    """The newest with a site's own topics."""
    rows = cursor().execute(_OWN, [site_id]).fetchall()
    return with_own(newest(), (OwnTopic(**dict(zip(_COLUMNS, row, strict=True))) for row in rows))


_COLUMNS = ("topic_id", "topic", "ja", "reading", "en", "valid_from", "valid_to")


@lru_cache(maxsize=1)
def _shipped() -> Catalogue:
    return load_catalogue(asset_path("catalogue", "topics.toml"))


@lru_cache(maxsize=4)
def _read(data: bytes) -> Catalogue:
    return load_catalogue(data)
