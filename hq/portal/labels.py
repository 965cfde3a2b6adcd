"""Names for codes, in the language of the page, from the catalogue that headquarters ships with."""

from dataclasses import dataclass
from functools import cache

from core.age_band import AgeBand
from core.assets import asset_path
from core.catalogue import Catalogue, load_catalogue
from core.municipality import load_municipalities


@cache
def catalogue() -> Catalogue:
    """The catalogue in force."""
    return load_catalogue(asset_path("catalogue", "topics.toml"))


@cache
def _municipalities() -> dict[str, str]:
    found = load_municipalities(asset_path("catalogue", "municipalities.toml"))
    return {code: each.name for code, each in found.items()}


@dataclass(frozen=True)
class Labels:
    """Names in one language, `ja` or `en`. A code that is not in the catalogue shows itself."""

    language: str

    def topic(self, code: str) -> str:
        found = catalogue().find_topic(code)
        return self._pick(found.ja, found.en) if found else code

    def group(self, code: str) -> str:
        found = next((each for each in catalogue().groups if each.code == code), None)
        return self._pick(found.ja, found.en) if found else code

    def outcome(self, code: str) -> str:
        found = catalogue().find_outcome(code)
        return self._pick(found.ja, found.en) if found else code

    def age_band(self, code: str) -> str:
        try:
            band = AgeBand(code)
        except ValueError:
            return code
        return self._pick(band.ja, band.en)

    def municipality(self, code: str) -> str:
        return _municipalities().get(code, code)

    def _pick(self, ja: str, en: str) -> str:
        return en if self.language == "en" else ja


def in_order(codes: set[str]) -> list[str]:
    """Age bands as they are always listed, then any unknown code."""
    known = [band.value for band in AgeBand]
    return [code for code in known if code in codes] + sorted(codes - set(known))
