"""Topics, outcomes, channels and kinds of sessions as offices write them: by code, or in words that mean only one."""

import re
from collections.abc import Iterable, Mapping

from core.catalogue import Catalogue
from core.search_text import search_form

SESSION_KINDS: Mapping[str, tuple[str, ...]] = {
    "consultation": ("相談会", "スマホ相談会", "相談"),
    "regular": ("定期相談会", "定期", "定期相談"),
    "standing": ("常設相談会場", "常設", "常設相談"),
    "trial": ("体験会", "スマホ体験会", "体験"),
    "course": ("講座・講習会", "講座", "講習会", "教室", "講習"),
    "social": ("交流の場", "交流会", "交流", "サロン"),
}
_CHANNELS: Mapping[str, tuple[str, ...]] = {
    "in_person": ("来所", "来場", "来庁", "対面", "窓口", "会場"),
    "phone": ("tel", "でんわ"),
    "mail": ("電子メール", "eメール", "e-mail"),
    "fax": ("ファックス", "ファクス"),
    "web_form": ("web", "ウェブ", "フォーム", "インターネット"),
    "online": ("zoom", "リモート", "ビデオ"),
}
_OUTCOMES: Mapping[str, tuple[str, ...]] = {
    "O1": ("解決済", "解決済み", "解決した", "完了", "済", "済み", "○", "〇"),
    "O2": ("一部", "一部解決済", "△"),
    "O3": ("継続", "次回", "次回へ", "つづく", "続く"),
    "O4": ("紹介", "案内", "他窓口", "他機関紹介"),
    "O5": ("対応不可", "できない", "不可"),
    "O6": ("中断", "途中終了"),
    "O7": ("資料配布", "資料のみ", "資料"),
}
_BETWEEN = re.compile(r"[、,;；/／\n|]+")
_REASON = re.compile(r"^(.*?)[（(](.+)[）)]$")


class DeskWords:
    """Words to codes, by one catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._topics = [
            (topic.code, (_form(topic.code), _form(topic.ja), _form(topic.en))) for topic in catalogue.topics()
        ]
        follow_ups = [each for outcome in catalogue.outcomes for each in outcome.follow_ups]
        self._follow_ups = {_form(word): each.code for each in follow_ups for word in (each.code, each.ja, each.en)}
        outcomes = {word: each.code for each in catalogue.outcomes for word in (each.code, each.ja, each.en)}
        self._outcomes = _forms(outcomes, _OUTCOMES, {each.code for each in catalogue.outcomes})
        channels = {word: each.code for each in catalogue.channels for word in (each.code, each.ja, each.en)}
        self._channels = _forms(channels, _CHANNELS, {each.code for each in catalogue.channels})
        self._belongs = {each.code: outcome.code for outcome in catalogue.outcomes for each in outcome.follow_ups}

    def topics(self, text: str) -> tuple[str, ...]:
        """The topics of a cell, none twice. ValueError for words that mean none, or more than one."""
        whole = self._topic(text)
        if whole:
            return (whole,)
        found = [self._topic(part) for part in _BETWEEN.split(text) if part.strip()]
        if not found or not all(found):
            raise ValueError("no topic, or which one cannot be told")
        return tuple(dict.fromkeys(found))

    def outcome(self, text: str) -> tuple[str, str]:
        """The outcome, and where somebody was sent or why it could not be done; ValueError for neither."""
        code = self._outcomes.get(_form(text))
        if code is not None:
            return code, ""
        follow_up = self._follow_ups.get(_form(text))
        if follow_up is not None:
            return self._belongs[follow_up], follow_up
        parts = _REASON.match(text.strip())
        if parts is None:
            raise ValueError("no outcome")
        code, follow_up = self._outcomes.get(_form(parts[1])), self._follow_ups.get(_form(parts[2]))
        if code is None or follow_up is None or self._belongs[follow_up] != code:
            raise ValueError("no outcome of this reason")
        return code, follow_up

    def channel(self, text: str) -> str:
        """How it came in. ValueError for none of ours."""
        found = self._channels.get(_form(text))
        if found is None:
            raise ValueError("no channel")
        return found

    def _topic(self, text: str) -> str:
        """The topic of a code or a title; else the only one whose title holds these words. Empty for none."""
        told = _form(text)
        exact = [code for code, forms in self._topics if told in forms]
        if exact:
            return exact[0]
        holding = [code for code, forms in self._topics if len(told) > 1 and any(told in form for form in forms[1:])]
        return holding[0] if len(holding) == 1 else ""


def session_kind(text: str) -> str:
    """The kind of a session. ValueError for none of ours."""
    told = _form(text)
    found = [code for code, words in SESSION_KINDS.items() if told in (code, *map(_form, words))]
    if not found:
        raise ValueError("no kind of session")
    return found[0]


def _forms(words: Mapping[str, str], more: Mapping[str, Iterable[str]], known: set[str]) -> dict[str, str]:
    others = {word: code for code, some in more.items() if code in known for word in some}
    return {_form(word): code for word, code in (others | dict(words)).items()}


def _form(text: str) -> str:
    return re.sub(r"[\s・\-_]+", "", search_form(text))
