"""What was written and where, in words: of a table, of a client's form, of the sessions for everybody."""

from collections.abc import Iterator

from desktop.app.report_files import FilledReport, SavedReport
from desktop.ui.i18n import tr

_LEFT_OUT = "かくした数か、わからない数なので、空けてあります: {names}"
_NAMED = 6
"""So many names of cells are told; a form has hundreds."""


def saved_words(saved: SavedReport) -> str:
    """「r7.xlsx」を「Documents」に保存しました。"""  # no-tr
    return "".join(_saved(saved)).strip()


def filled_words(filled: FilledReport) -> str:
    """The same with what became of the form's cells."""
    return "".join((*_saved(filled.saved), tr("{n}か所のセルに入れました。", n=len(filled.form.filled)))).strip()


def cell_words(filled: FilledReport) -> str:
    """A line for each kind of cell that a person must look at before it is handed in; empty for none."""
    form = filled.form
    is_whole = filled.saved.hidden is None
    told = (
        ("「約」を書き添えてください: {names}", form.estimated),
        ("わからない数なので、空けてあります: {names}" if is_whole else _LEFT_OUT, form.unknown),
        ("計算式があるので、入れていません: {names}", form.computed),
        ("この集計にない名前です: {names}", form.left),
    )
    return "\n".join(tr(text, names=_some(names)) for text, names in told if names)


def _saved(saved: SavedReport) -> Iterator[str]:
    folder = saved.path.parent.name or str(saved.path.parent)  # the root of a stick has no name
    yield tr("「{name}」を「{folder}」に保存しました。", name=saved.path.name, folder=folder)
    if saved.hidden is not None:
        yield tr("{n}か所の数をかくしました。", n=saved.hidden) if saved.hidden else tr("かくす数はありませんでした。")
    if saved.missing:
        yield tr("次の字は入れられないので「〓」になりました: {letters}", letters="　".join(saved.missing))


def _some(names: tuple[str, ...]) -> str:
    more = tr("ほか{n}か所", n=len(names) - _NAMED) if len(names) > _NAMED else ""
    return "、".join(filter(None, (*names[:_NAMED], more)))
