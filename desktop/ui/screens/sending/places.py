"""The pages of 本部へ送る, in the order in which they stand; each is imported on its first visit."""

from dataclasses import dataclass
from importlib import import_module
from typing import cast

from desktop.ui.screens.sending.panel import SendPanel
from desktop.ui.workplace import Workplace


@dataclass(frozen=True, slots=True)
class Place:
    """One page: its name, and the class of its panel in a module of this package."""

    title: str
    module: str
    panel: str

    def make(self, workplace: Workplace) -> SendPanel:
        """The panel, built."""
        module = import_module(f"desktop.ui.screens.sending.{self.module}")
        return cast(SendPanel, getattr(module, self.panel)(workplace))


PLACES = {
    "hq": Place("本部へ", "to_hq", "ToHqPanel"),
    "peers": Place("この拠点の端末", "peers", "PeersPanel"),
    "apart": Place("保留", "apart", "ApartPanel"),
    "files": Place("ファイルで渡す", "files", "FilesPanel"),
}
