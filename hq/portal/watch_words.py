"""English for the pages of conditions and of reports that were handed in; `words.ENGLISH` takes it in."""

from core.conditions.words import RULE

STATES = {"broken": "満たしていない条件", "at_risk": "まだ間に合う条件", "met": "満たしている条件"}
"""In the order in which they are told."""
MARKS = ("差替え済み", "2台の端末が同じ版を提出")
NOTHING = "なし"
_TOLD = {
    RULE: (
        "Conditions are judged week by week (Monday to Sunday) by the days that were held and planned together; two"
        " sessions on one day count once. Receptions never stop because of them."
    ),
    "満たしていない条件": "Not met",
    "まだ間に合う条件": "Can still be met",
    "満たしている条件": "Met",
    "差替え済み": "Replaced",
    "2台の端末が同じ版を提出": "Handed in by two laptops under one number",
    NOTHING: "none",
    "その期間では集計できません。": "That period cannot be counted.",
    "はじめの日と、そこから1年までのおわりの日を入れてください。": (
        "Give a first day, and a last day within a year of it."
    ),
    "その集計は、ここでは作れません。": "This report cannot be made here.",
    "集計の一覧から選んでください。": "Choose one from the list of reports.",
    "この報告の中身は、提出したときのものと同じではありません。": "What this report holds is not what was handed in.",
    "ほかの端末か本部にある同じ版を確かめてください。": (
        "Look at the same version on another laptop or at headquarters."
    ),
}
_PAGES = {
    "設置条件": "Conditions",
    "この週": "This week",
    "週ごとのようす": "Week by week",
    "多いため、注意のいるものから400件までを出しています。全部はファイルに保存できます。": (
        "The first 400 are shown, those that need attention first. A file holds all of them."
    ),
    "ようす": "State",
    "週": "Week",
    "期間か拠点を変えてみてください。": "Try another period or site.",
    "日付か拠点を変えてみてください。": "Try another date or site.",
    "この期間に、条件のある事業の予定はありません。": "No session of these weeks is under a condition.",
    "提出した報告": "Handed in",
    "新しいものから": "The latest first",
    "新しいものから300件を出しています。拠点でしぼってください。": (
        "The latest 300 are shown. Choose a site to see others."
    ),
    "提出先": "Handed to",
    "提出した日時": "Handed in at",
    "担当者": "By",
    "提出した報告は、まだありません。": "No report was handed in yet.",
    "拠点の「集計・報告」で提出すると、そのときの表がここに残ります。": (
        "What a site hands in under 集計・報告 is kept here as it was then."
    ),
    "だれが、いつ": "Who and when",
    "差し替える理由": "Why it was replaced",
    "提出したあとに変わった数字": "Figures that have changed since",
    "提出した表は、いつまでの記録か": "What was handed in, counted up to",
    "くらべた表は、いつまでの記録か": "Now, counted up to",
    "行": "Row",
    "提出したとき": "Then",
    "いま": "Now",
    "変わった数字はありません。": "No figure has changed.",
    "提出したときの表": "The table as it was handed in",
}
WATCH_ENGLISH = _TOLD | _PAGES


def told() -> set[str]:
    """Every text that comes from elsewhere than a template; a test holds the English against it."""
    return set(_TOLD)
