"""Where the assets folder is: beside the source, or inside the bundle that PyInstaller made."""

import sys
from pathlib import Path


def asset_folder() -> Path:
    """The folder that holds icons, fonts, sounds, translations, theme and catalogue."""
    bundle: str | None = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root / "assets"


def asset_path(*parts: str) -> Path:
    """One file in it: `asset_path("fonts", "BIZUDPGothic-Regular.ttf")`. Whether it exists is not asked."""
    return asset_folder().joinpath(*parts)
