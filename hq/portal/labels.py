"""Names for codes, in the language of the page, from the newest catalogue."""

from dataclasses import dataclass
from functools import cached_property

from core.age_band import AgeBand
from core.catalogue import Catalogue
from core.municipality import Municipalities
from core.own_topics import TITLE
from hq.catalogue import in_force, municipalities


@dataclass(frozen=True)
class Labels:
    """Names in one language, `ja` or `en`, on the pages of one site or of all. An unknown code shows itself."""

    language: str
    site_id: str | None = None

    @cached_property
    def catalogue(self) -> Catalogue:
        """The newest, with the site's own topics on its pages."""
        return in_force.of_site(self.site_id) if self.site_id else in_force.newest()

    def topic(self, code: str) -> str:
        found = self.catalogue.find_topic(code)
        return self._pick(found.ja, found.en) if found else code

    def group(self, code: str) -> str:
        found = next((each for each in self.catalogue.groups if each.code == code), None)
        if found is None and code.startswith("V"):  # of several sites together
            return self._pick(TITLE[0], TITLE[2])
        return self._pick(found.ja, found.en) if found else code

    def outcome(self, code: str) -> str:
        found = self.catalogue.find_outcome(code)
        return self._pick(found.ja, found.en) if found else code

    def reason(self, code: str) -> str:
        found = self.catalogue.follow_up(code)
        return self._pick(found.ja, found.en) if found else code

    def age_band(self, code: str) -> str:
        try:
            band = AgeBand(code)
        except ValueError:
            return code
        return self._pick(band.ja, band.en)

    def municipality(self, code: str) -> str:
        found = self._places.by_code.get(code)
        return found.name if found else code

    @cached_property
    def _places(self) -> Municipalities:
        return municipalities.newest()

    def _pick(self, ja: str, en: str) -> str:
        return en if self.language == "en" else ja


def in_order(codes: set[str]) -> list[str]:
    """Age bands as they are always listed, then any unknown code."""
    known = [band.value for band in AgeBand]
    return [code for code in known if code in codes] + sorted(codes - set(known))
