"""The portal's pages by what one comes for, and for whom they are."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.template import Context

if TYPE_CHECKING:
    from hq.portal.reach import Reach


@dataclass(frozen=True)
class Page:
    """`name` is that of its address, and what a page calls itself by `here`."""

    name: str
    title: str
    for_headquarters: bool = False


@dataclass(frozen=True)
class Section:
    """Pages that belong together."""

    title: str
    pages: tuple[Page, ...]


MENU = (
    Section("拠点の一日", (Page("today", "拠点の一日"), Page("calendar", "予定表"))),
    Section(
        "集計",
        (
            Page("reports", "集計"),
            Page("conditions", "設置条件"),
            Page("handed_in", "提出した報告"),
            Page("unresolved", "未解決"),
            Page("surveys", "アンケート"),
            Page("provisional", "速報値", True),
        ),
    ),
    Section(
        "配るもの",
        (
            Page("programmes", "事業の一覧", True),
            Page("topics", "相談内容の一覧", True),
            Page("handouts", "配布資料", True),
            Page("municipalities", "市区町村の一覧", True),
        ),
    ),
    Section("端末", (Page("devices", "端末", True), Page("quarantine", "保留", True))),
)


def sections_for(reach: "Reach") -> tuple[Section, ...]:
    """What this reader can open, without what would be empty."""
    seen = (
        Section(each.title, tuple(page for page in each.pages if reach.is_headquarters or not page.for_headquarters))
        for each in MENU
    )
    return tuple(each for each in seen if each.pages)


def menu(context: Context) -> Mapping[str, object]:
    """For the template of the menu: its sections, and which section and page are open."""
    sections = sections_for(context["reach"])
    here = context.get("here")
    section = next((each for each in sections if any(page.name == here for page in each.pages)), None)
    return {"sections": sections, "section": section, "here": here, "language": context["language"]}
