"""A place's own handout texts, kept beside those that come with the program: its own ids, or newer versions."""

from core.handouts import Handout, Handouts, load_handout, shipped_handouts
from core.problem import Problem
from desktop.app.desk import Desk, guarded

_LIST = "handouts.own"
_ONE = "handout."


def handouts_here(desk: Desk) -> Handouts:
    """All handouts that can be given here, the place's own first."""
    return shipped_handouts().with_own(own_handouts(desk))


def own_handouts(desk: Desk) -> list[Handout]:
    """The newest version of each text that this place keeps."""
    kept = (desk.store.settings.get(_ONE + handout_id) for handout_id in _ids(desk))
    return [load_handout(text.encode()) for text in kept if text is not None]


def keep_own_handout(desk: Desk, source: bytes) -> Handout:
    """Keep a text (TOML in UTF-8). Problem for broken marks, a guarded number, or a version that is not newer."""
    handout = load_handout(source)
    text = guarded(source.decode()) or ""
    present = handouts_here(desk).find(handout.id)
    if present and handout.version <= present.version:
        raise Problem(
            "handout_older",
            f"配布資料 {handout.id} には、第{present.version}版がもうあります。",
            f"版（version）を{present.version + 1}より小さくしないでください。",
        )
    desk.store.settings.put(_ONE + handout.id, text)
    desk.store.settings.put(_LIST, " ".join(dict.fromkeys((*_ids(desk), handout.id))))
    return handout


def _ids(desk: Desk) -> list[str]:
    return (desk.store.settings.get(_LIST) or "").split()
