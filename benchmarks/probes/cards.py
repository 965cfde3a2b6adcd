"""Sheets of cards in a fresh process, after as many bare QR codes: finding their pattern, without drawing."""

import sys

from benchmarks.probes.sheet import timed
from core.paper.qr import qr_matrix
from desktop.app.cards import blank_cards
from desktop.printing.visitor_card import VisitorCard, card_sheet_pdf


def main(count: str) -> int:
    """Prints one JSON line."""
    cards = [
        VisitorCard(code, "田無公民館", f"来場者 {number}")
        for number, code in enumerate(blank_cards(int(count)), start=1)
    ]
    others = blank_cards(int(count))  # a pattern that was found once is remembered
    bare_s = timed(lambda: [qr_matrix(code) for code in others]) / 1000
    cards_s = timed(lambda: card_sheet_pdf(cards)) / 1000
    print(f'{{"bare_s": {bare_s}, "cards_s": {cards_s}}}')
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
