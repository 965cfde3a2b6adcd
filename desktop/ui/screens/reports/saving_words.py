"""What was written and where, in words: of a table, of a client's form, of the sessions for everybody."""

from collections.abc import Iterator

from desktop.app.report_files import FilledReport, SavedReport
from desktop.ui.i18n import tr

_NAMED = 6
"""So many names of cells are told; a form has hundreds."""


def saved_words(saved: SavedReport) -> str:
    """「r7.xlsx」を /home/… に保存しました。"""  # no-tr
    return "".join(_saved(saved)).strip()


def filled_words(filled: FilledReport) -> str:
    """The same with what became of the form's cells."""
    return "".join((*_saved(filled.saved), tr("{n}か所のセルに入れました。", n=len(filled.form.filled)))).strip()


def cell_words(filled: FilledReport) -> str:
    """A line for each kind of cell that a person must look at before it is handed in; empty for none."""
    form = filled.form
    told = (
        ("「約」を書き添えてください: {names}", form.estimated),
        ("わからない数なので、空けてあります: {names}", form.unknown),
        ("計算式があるので、入れていません: {names}", form.computed),
        ("この集計にない名前です: {names}", form.left),
    )
    return "\n".join(tr(text, names=_some(names)) for text, names in told if names)


def _saved(saved: SavedReport) -> Iterator[str]:
    yield tr("「{name}」を {folder} に保存しました。", name=saved.path.name, folder=str(saved.path.parent))
    if saved.hidden is not None:
        yield tr("{n}か所の数をかくしました。", n=saved.hidden) if saved.hidden else tr("かくす数はありませんでした。")
    if saved.missing:
        yield tr("次の字は入れられないので「〓」になりました: {letters}", letters="　".join(saved.missing))


def _some(names: tuple[str, ...]) -> str:
    more = tr("ほか{n}か所", n=len(names) - _NAMED) if len(names) > _NAMED else ""
    return "、".join(filter(None, (*names[:_NAMED], more)))
