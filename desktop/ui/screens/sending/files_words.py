"""Files that were written and taken in, in words."""

from typing import TYPE_CHECKING

from desktop.app.carrying.words import STATES
from desktop.ui.i18n import told, tr
from desktop.ui.screens.sending.carrying import NotTaken
from desktop.ui.widgets.frames import Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desktop.app.carrying.media import Medium
    from desktop.app.carrying.taking import Taken
    from desktop.app.carrying.writing import Written

_NAMED = 3
_NO_HARM = frozenset({"answer_taken", "answer_old"})
"""Known before: nothing went wrong, and nothing is to be done."""

_LONGEST_MEDIUM = 24


def state_words(medium: "Medium") -> str:
    """Whether an answer is still to come."""
    if medium.state == "answered" and medium.answered_at is not None:
        at = medium.answered_at
        return tr("{month}月{day}日に返事を取り込みました", month=at.month, day=at.day)
    return tr(STATES[medium.state])


def medium_words(medium: "Medium") -> str:
    """Where it was written to; of a long path its end tells most."""
    name = medium.medium
    return name if len(name) <= _LONGEST_MEDIUM else "…" + name[1 - _LONGEST_MEDIUM :]


def count_words(medium: "Medium") -> str:
    """How many own records it holds."""
    return tr("{n}件", n=medium.events)


def written_words(written: "Written") -> str:
    """What was written, and where to go with it."""
    parts = [
        tr("「{name}」を書き出しました。", name=written.path.name),
        tr("この端末の記録が{n}件入っています。", n=written.events),
        tr("USBメモリーは、安全な取り外しをしてから抜いてください。"),
    ]
    if written.waits:
        parts.append(tr("本部で取り込んでもらい、返事のファイルを持ち帰って、ここで取り込みます。"))
    return "".join(parts)


def taken_tone(results: "Sequence[Taken | NotTaken]") -> Tone:
    """How good it is what several files brought together."""
    taken = [each for each in results if not isinstance(each, NotTaken)]
    refused = [each for each in results if isinstance(each, NotTaken) and each.problem.code not in _NO_HARM]
    if refused:
        return "warning" if taken else "error"
    if results and not taken:
        return "info"
    return "warning" if any(each.apart or each.refused or each.again for each in taken) else "success"


def taken_words(results: "Sequence[Taken | NotTaken]") -> str:
    """What several files brought together, then each that could not be taken."""
    taken = [each for each in results if not isinstance(each, NotTaken)]
    refused = [each for each in results if isinstance(each, NotTaken)]
    parts = _brought(taken) if taken else []
    parts += [_refusal(each) for each in refused[:_NAMED]]
    if len(refused) > _NAMED:
        parts.append(tr("ほかに{n}個のファイルを取り込めませんでした。", n=len(refused) - _NAMED))
    if any(each.stopped for each in taken) or not results:
        parts.append(tr("途中でやめました。もう一度取り込むと、続きから入ります。"))
    return "".join(parts)


def _refusal(file: NotTaken) -> str:
    source = "「{name}」は済んでいます。" if file.problem.code in _NO_HARM else "「{name}」は取り込めません。"
    return tr(source, name=file.name) + told(file.problem)


def _brought(taken: "list[Taken]") -> list[str]:
    new, confirmed = sum(each.new_events for each in taken), sum(each.confirmed for each in taken)
    apart, kept = sum(each.apart for each in taken), sum(each.refused for each in taken)
    parts = [tr("{n}個のファイルを取り込みました。", n=len(taken))]
    if confirmed:
        parts.append(tr("この端末の記録{n}件が、本部に届いていました。", n=confirmed))
    if new:
        parts.append(tr("新しい記録が{n}件入りました。", n=new))
    elif not confirmed:
        parts.append(tr("新しい記録はありませんでした。"))
    if apart:
        parts.append(tr("{n}個のまとまりは確かめられないため、別にしてあります。", n=apart))
    if kept:
        parts.append(tr("{n}件は、本部で保留です。", n=kept))
    if any(each.again for each in taken):
        parts.append(tr("もう一度書き出して、本部に渡してください。"))
    return parts
