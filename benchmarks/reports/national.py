"""What is measured at headquarters."""

import msgspec


class National(msgspec.Struct, frozen=True):
    """Seconds: to load, to make all totals, to make those of a day; of each report by name."""

    load_s: float
    fill_s: float
    refresh_s: float
    fixed: dict[str, list[float]]
    free: dict[str, list[float]]
