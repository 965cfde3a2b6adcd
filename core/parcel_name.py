"""What a parcel's file is called: site, laptop, day, serial; fit for every file system that a stick can have."""

import re
import unicodedata

from core.parcel import ParcelHeader, ParcelKind

_LONGEST_SITE, _LONGEST_LETTER = 40, 4
_UNFIT = re.compile(r'[\s<>:"/\\|?*\x00-\x1f\x7f]+')


def parcel_name(header: ParcelHeader, kind: ParcelKind, again: int = 0) -> str:
    """窓口_中央公民館_A_2026-11-21_1.mdgout; `again` makes another name where this one is taken."""
    site, letter = _fit(header.site_name, _LONGEST_SITE) or "拠点", _fit(header.letter, _LONGEST_LETTER) or "-"
    return f"窓口_{site}_{letter}_{header.day}_{header.serial}" + (f" ({again + 1})" if again else "") + kind.suffix


def _fit(text: str, longest: int) -> str:
    """Without what FAT and Windows refuse, in the form in which every system compares names."""
    whole = unicodedata.normalize("NFC", text)
    shown = "".join(each for each in whole if unicodedata.category(each) not in ("Cc", "Cf", "Cs", "Co", "Cn"))
    return _UNFIT.sub("-", shown.strip())[:longest].strip("-. ")
