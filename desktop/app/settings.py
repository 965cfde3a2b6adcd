"""The site's settings: their names, what they may be, and what they are until somebody changes them."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from core.problem import Problem
from core.tables.desk_words import SESSION_KINDS
from desktop.app.desk import Desk, guarded

PERSONAL_FIELDS = ("name", "kana", "phone", "birth_date")


@dataclass(frozen=True)
class Setting:
    """One setting: `check` gives the kept form of a text, or raises ValueError."""

    name: str
    default: str
    check: Callable[[str], str]
    purpose: str


def _fields(text: str) -> str:
    wanted = [part.strip() for part in text.split(",") if part.strip()]
    if not set(wanted) <= set(PERSONAL_FIELDS):
        raise ValueError(text)
    return ",".join(name for name in PERSONAL_FIELDS if name in wanted)


def _one_of(*choices: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        if text not in choices:
            raise ValueError(text)
        return text

    return check


def _whole(lowest: int, highest: int) -> Callable[[str], str]:
    def check(text: str) -> str:
        if not lowest <= int(text) <= highest:
            raise ValueError(text)
        return str(int(text))

    return check


def _short(text: str) -> str:
    if len(text) > 200:
        raise ValueError(text)
    return guarded(text) or ""


def _https(text: str) -> str:
    if (text and not re.fullmatch(r"https://[^\s/]+\.[^\s]+", text.strip())) or len(text) > 300:
        raise ValueError(text)
    return guarded(text) or ""


def _survey_of_kinds(text: str) -> str:
    pairs = [part.strip() for part in text.split(",") if part.strip()]
    if not all(re.fullmatch(rf"({'|'.join(SESSION_KINDS)})=S[0-9]{{1,3}}", pair) for pair in pairs):
        raise ValueError(text)
    return ",".join(sorted(pairs))


SETTINGS: dict[str, Setting] = {
    setting.name: setting
    for setting in (
        Setting("visitor_fields", "", _fields, "お名前などを記録する項目（はじめは何も記録しません）"),
        Setting("visitor_fields_purpose", "", _short, "その項目を何のためにお聞きするか"),
        Setting("language", "ja", _one_of("ja", "en"), "画面の言葉"),
        Setting("text_size", "100", _one_of("100", "125", "150", "200"), "文字の大きさ（%）"),
        Setting("sound", "on", _one_of("on", "off"), "音を出すか"),
        Setting("sound_volume", "60", _whole(0, 100), "音の大きさ（0〜100）"),
        Setting("away_minutes", "3", _whole(1, 60), "何分さわらないと名前を隠すか"),
        Setting("supporter_label", "サポーター", _short, "サポーターの呼び方"),
        Setting("tables", "0", _whole(0, 20), "何番までのテーブルへお呼びするか（0 は番号なし）"),
        Setting("board", "off", _one_of("on", "off"), "窓口を開くとき、2つめの画面に呼び出しの画面を出すか"),
        Setting("board_sound", "off", _one_of("on", "off"), "呼び出しの画面に番号が出るとき、音を出すか"),
        Setting("surveys", "", _survey_of_kinds, "会の種類ごとのアンケート（trial=S2 のように）"),
        Setting("camera", "", _short, "受付で使うカメラの名前（空なら、つながっているもの。動画なら file:パス）"),
        Setting("printer", "", _short, "いつも使うプリンター"),
        Setting("poster_phone", "", _short, "ポスターに載せる電話番号（空なら載せません）"),
        Setting("poster_bring", "お使いのスマートフォン", _short, "ポスターに載せる持ちもの（空なら載せません）"),
        Setting("poster_url", "", _https, "ポスターのQRが開くページ（https:// で始まるもの。空ならQRなし）"),
        Setting("plain_http", "off", _one_of("on", "off"), "本部へ http（暗号化なし）で送ることを許すか"),
        Setting("card_shows_name", "off", _one_of("on", "off"), "来場者カードにお名前を印刷するか"),
    )
}


def setting(desk: Desk, name: str) -> str:
    """The setting's present value. Raises Problem for a name that does not exist."""
    declared = _declared(name)
    value = desk.store.settings.get(f"site.{name}")
    return declared.default if value is None else value


def change_setting(desk: Desk, name: str, value: str) -> str:
    """Keep a value. Raises Problem when it is none of the allowed ones."""
    declared = _declared(name)
    try:
        kept = declared.check(value)
    except ValueError as error:
        raise Problem(
            "setting_value", f"「{name}」にその値は使えません。", f"{declared.purpose}を選び直してください。"
        ) from error
    desk.store.settings.put(f"site.{name}", kept)
    return kept


def visitor_fields(desk: Desk) -> tuple[str, ...]:
    """Which personal fields this site has switched on; none by default (promise 7)."""
    return tuple(filter(None, setting(desk, "visitor_fields").split(",")))


def _declared(name: str) -> Setting:
    if name not in SETTINGS:
        raise Problem("setting_unknown", f"「{name}」という設定はありません。", "設定の一覧を確かめてください。")
    return SETTINGS[name]
