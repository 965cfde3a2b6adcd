"""Age bands in the language of the window."""

from core.age_band import AgeBand
from desktop.ui.i18n import named


def band_text(code: str) -> str:
    """A band's words; a code that this version does not know reads as unknown."""
    band = AgeBand(code) if code in set(AgeBand) else AgeBand.UNKNOWN
    return named(band)
