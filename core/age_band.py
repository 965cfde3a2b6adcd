"""Age bands: all that is kept of an age by default (DESIGN section 5)."""

from datetime import date

from core.worded import Worded


class AgeBand(Worded):
    """The bands of the supporter table (S0), younger visitors, and those who did not say."""

    UNDER_18 = "under18", "18歳未満", "Under 18"
    AGED_18_19 = "18-19", "18歳・19歳", "18 and 19"
    TWENTIES = "20s", "20代", "20s"
    THIRTIES = "30s", "30代", "30s"
    FORTIES = "40s", "40代", "40s"
    FIFTIES = "50s", "50代", "50s"
    SIXTIES = "60s", "60代", "60s"
    SEVENTIES = "70s", "70代", "70s"
    OVER_80 = "80plus", "80代以上", "80 and over"
    UNKNOWN = "unknown", "不明", "Unknown"


_BY_DECADE = (
    AgeBand.TWENTIES,
    AgeBand.THIRTIES,
    AgeBand.FORTIES,
    AgeBand.FIFTIES,
    AgeBand.SIXTIES,
    AgeBand.SEVENTIES,
)


def age_on(birth: date, day: date) -> int:
    """Full years of age during this day; ValueError for a birth after it.

    By 年齢計算ニ関スル法律 (明治35年法律第50号) and 民法 第143条 a year of age is complete at the end (24:00)
    of the day before the birthday; so, counted in whole days, the new age holds from the birthday on. For
    someone born on 29 February the year ends at 24:00 on 28 February, in a common year as well: the new age
    holds from 29 February, or from 1 March where there is none.
    """
    if day < birth:
        raise ValueError("a birth date lies after the day asked about")
    return day.year - birth.year - ((day.month, day.day) < (birth.month, birth.day))


def age_band_on(birth: date, day: date) -> AgeBand:
    """The band on this day, by `age_on`."""
    return age_band(age_on(birth, day))


def age_band(years: int | None) -> AgeBand:
    """The band of an age in full years; unknown for None."""
    if years is None:
        return AgeBand.UNKNOWN
    if years < 18:
        return AgeBand.UNDER_18
    if years < 20:
        return AgeBand.AGED_18_19
    return AgeBand.OVER_80 if years >= 80 else _BY_DECADE[years // 10 - 2]
