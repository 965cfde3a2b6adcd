"""A chart's drawing as SVG for portal and window: text stays text, in typefaces that the reader's machine has."""

import re
from xml.sax.saxutils import escape, quoteattr

from reportlab.graphics import renderSVG

from core.reports.chart_drawing import drawn
from core.reports.charts import Chart

FAMILIES = (
    "'BIZ UDPGothic','BIZ UDPゴシック','Yu Gothic UI','Hiragino Sans','Noto Sans CJK JP','Noto Sans JP',sans-serif"
)
_FONT = re.compile(r"font-family:\s*BIZUDPGothic(-Bold)?;?")
_ROOT = re.compile(r"<svg\b[^>]*>", re.DOTALL)
_SIZE = re.compile(r'\b(width|height)="([\d.]+)"')
_UNNAMED = re.compile(r"\s*<(title|desc)>\.\.\.</\1>")
_PROLOGUE = re.compile(r"^.*?(?=<svg\b)", re.DOTALL)


def svg(chart: Chart, width: float, words: str) -> bytes:
    """UTF-8. `words` are what a screen reader says in its place; it grows and shrinks with its place in a page."""
    text = renderSVG.drawToString(drawn(chart, width, settle=str))
    text = _FONT.sub(_font, _UNNAMED.sub("", _PROLOGUE.sub("", text, count=1)))
    root = _ROOT.search(text)
    assert root is not None
    size = dict(_SIZE.findall(root[0]))
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size["width"]} {size["height"]}"'
        f' width="{size["width"]}" height="{size["height"]}" role="img" aria-label={quoteattr(words)}>'
        f"<title>{escape(chart.title)}</title>"
    )
    return (text[: root.start()] + head + text[root.end() :]).encode()


def _font(found: re.Match[str]) -> str:
    return f"font-family:{FAMILIES};font-weight:{'bold' if found[1] else 'normal'};"
