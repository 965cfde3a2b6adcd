"""What is said of supporters, in words: who they are beside it (attributes), what they do in a session (duties)."""

from dataclasses import dataclass

from core.age_band import AgeBand
from core.facts import Supporter


@dataclass(frozen=True, slots=True)
class Word:
    """A code with its titles."""

    code: str
    ja: str
    en: str


ATTRIBUTES: tuple[Word, ...] = (
    Word("employee", "社員", "company employee"),
    Word("student", "学生", "student"),
    Word("senior", "高齢者", "older person"),
    Word("young", "若者", "young person"),
    Word("revitaliser", "地域おこし協力隊", "regional revitalisation corps"),
    Word("village", "集落支援員", "village supporter"),
    Word("entrepreneur", "活性化起業人", "regional entrepreneur"),
    Word("alumni", "OB・OG", "former member"),
    Word("welfare", "民生委員", "welfare commissioner"),
    Word("learning", "生涯学習奨励員", "lifelong learning promoter"),
    Word("volunteer", "情報ボランティア", "ICT volunteer"),
    Word("care", "介護予防サポーター", "care prevention supporter"),
    Word("silver", "シルバー人材センター会員", "Silver Human Resources Center member"),
)
"""Of the seeds; kept as codes, so that renaming one changes no record."""

DUTIES: tuple[Word, ...] = (
    Word("supporter", "サポーター", "supporter"),
    Word("coordinator", "責任者", "coordinator"),
    Word("instructor", "講師", "instructor"),
    Word("assistant", "講師補助", "assistant"),
    Word("adviser", "アドバイザー", "adviser"),
    Word("reception", "受付", "reception"),
)
"""What somebody is asked for; a programme may have roles of its own (`core.programmes`)."""

BANDS: tuple[AgeBand, ...] = tuple(band for band in AgeBand if band is not AgeBand.UNDER_18)
"""Those of R4, and unknown: nobody younger is registered."""

WEEKDAYS: tuple[Word, ...] = tuple(
    Word(str(number), ja, en)
    for number, (ja, en) in enumerate(
        zip("月火水木金土日", ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"), strict=True), 1
    )
)

REGISTERED = "active = 1 AND role = 'supporter'"
"""Of the fact table: who counts as registered in R4, since `registered_on`. One put in by mistake is not active."""


def is_registered(supporter: Supporter, day: str) -> bool:
    """Whether somebody counts in R4 on this day (YYYY-MM-DD): the same rule as `REGISTERED`."""
    return supporter.active == 1 and supporter.role == "supporter" and supporter.registered_on <= day


def find(words: tuple[Word, ...], text: str) -> Word | None:
    """The word that has this code or this title."""
    return next((each for each in words if text in (each.code, each.ja, each.en)), None)


def title(words: tuple[Word, ...], code: str, *, english: bool = False) -> str:
    """The title of a code; the code itself where it is of a newer program."""
    found = find(words, code)
    return code if found is None else found.en if english else found.ja
