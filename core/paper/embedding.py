"""TrueType fonts whose text is copied from a PDF as it was typed."""

from collections.abc import Mapping
from typing import Any

from reportlab.pdfbase.ttfonts import SUBSETN, TTFont


class CopiedFont(TTFont):  # type: ignore[misc]  # ReportLab has no types
    """A font that tells a reader what stands there: ReportLab itself writes what lies beyond the first plane wrongly.

    `typed` names the text behind characters that stand for something else.
    """

    def __init__(self, name: str, path: str, typed: Mapping[int, str] | None = None) -> None:
        super().__init__(name, path)
        self._typed = typed or {}

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - ReportLab's name
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for place, subset in enumerate(subsets):
            name = b"".join((SUBSETN(place), b"+", self.face.name, self.face.subfontNameX)).decode("pdfdoc")
            texts = [self._typed.get(code, chr(code)) for code in subset]
            doc.idToObject[f"toUnicodeCMap:{name}"].content = _to_unicode(name, texts)


def _to_unicode(name: str, texts: list[str]) -> str:
    """The table by which text is copied (PDF 32000-1, 9.10.3): each as UTF-16, at most 100 in a block."""
    lines = [f"<{place:02X}> <{text.encode('utf-16-be').hex().upper()}>" for place, text in enumerate(texts)]
    blocks = [lines[start : start + 100] for start in range(0, len(lines), 100)]
    body = "\n".join(f"{len(block)} beginbfchar\n" + "\n".join(block) + "\nendbfchar" for block in blocks)
    return (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def\n"
        f"/CMapName /{name} def\n/CMapType 2 def\n"
        f"1 begincodespacerange\n<00> <{len(texts) - 1:02X}>\nendcodespacerange\n"
        f"{body}\nendcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
    )
