"""What the plan of a session may be told: codes that are in a list or have their form, texts of a length.

What a plan had before stays: an older program may have taken it. That no code holds a My Number is asked of all.
"""

import re
from collections.abc import Iterator
from typing import Any, get_args

from core.catalogue import Catalogue
from core.kinds import SessionFields
from core.number_guard import guard
from core.problem import Problem
from core.programme_parts import Kind, Operator, Ratio
from core.programmes import Programmes

LONGEST_TEXT = 200
KINDS = frozenset((*get_args(Kind), "regular"))
_CODES = ("programme", "session_kind", "ratio", "channel", "operator", "funding", "course_id", "materials")
_TEXTS = ("title", "venue", "room", "target_group", "organiser", "co_organiser", "strand", "term", "conditions")
_OURS = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_MATERIAL = re.compile(r"M[0-9]{2}(@[1-9][0-9]{0,3})?")
_COURSE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_PROGRAMME = re.compile(r"[PV][0-9]{2}")
_FROM_LIST = "一覧から選び直してください。"


def guard_codes(plan: SessionFields) -> None:
    """Raises Problem for a code that holds what must not be kept, whoever told it. Ids of our own making hold none."""
    for name in _CODES:
        for told in _told(getattr(plan, name)):
            if not _OURS.fullmatch(told):
                guard(told)


def check_told(plan: SessionFields, known: Programmes, catalogue: Catalogue, before: SessionFields | None) -> None:
    """Raises Problem for a text that is too long or a code of no list, unless the plan had it `before`."""
    for name in (*_TEXTS, *_CODES):
        had = frozenset(_told(getattr(before, name))) if before else frozenset()
        for told in _told(getattr(plan, name)):
            if told not in had:
                _check(name, told, known, catalogue)


def _check(name: str, told: str, known: Programmes, catalogue: Catalogue) -> None:
    match name:
        case "session_kind" if told not in KINDS:
            raise Problem(
                "session_kind", "その種類の予定はありません。", "consultation や course などから選び直してください。"
            )
        case "ratio" if told not in set(Ratio):
            raise Problem("session_ratio", "その応対のしかたはありません。", "1:1 か n:1 にしてください。")
        case "operator" if told not in set(Operator):
            raise Problem(
                "session_operator",
                "その運営のしかたはありません。",
                "entrusted（委託）か dispatched（サポーター派遣）にしてください。",
            )
        case "channel":
            catalogue.channel(told)
        case "programme" if not _PROGRAMME.fullmatch(told):
            raise Problem("programme_unknown", "その事業の番号は一覧にありません。", _FROM_LIST)
        case "funding" if known.find_funding(told) is None:
            raise Problem("session_funding", "その財源は一覧にありません。", "F01 のような番号で選び直してください。")
        case "materials" if not _MATERIAL.fullmatch(told) or known.find_material(told) is None:
            raise Problem(
                "session_material", "その教材は一覧にありません。", "M01@1 のような番号で選び直してください。"
            )
        case "course_id" if not _COURSE.fullmatch(told):
            raise Problem(
                "session_course", "講座の番号が正しくありません。", "半角の英字と数字で、40文字までにしてください。"
            )
        case _ if name in _TEXTS and len(told) > LONGEST_TEXT:
            raise Problem(
                "session_text",
                "予定の名前、会場、主催などの文字が多すぎます。",
                "それぞれ200文字までにしてください。",
            )


def _told(value: Any) -> Iterator[str]:
    match value:
        case str() if value:
            yield value
        case tuple():
            yield from value
