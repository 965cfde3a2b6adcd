"""What is measured at headquarters."""

import msgspec


class National(msgspec.Struct, frozen=True):
    """Seconds: to load, to make all totals, to make those of a day, to count years ahead; of each report by name.

    `changed` are those of the fixed year when something of every site has just been written.
    """

    load_s: float
    fill_s: float
    refresh_s: float
    years_s: float
    years_again_s: float
    fixed: dict[str, list[float]]
    free: dict[str, list[float]]
    changed: dict[str, float]
