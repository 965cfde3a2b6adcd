"""What was counted under one value of a split, before it is written as figures."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from core.reports.table import Cell, Figure, Measure

PEOPLE = frozenset({Measure.PERSONS, Measure.NEW_VISITORS, Measure.CONSULTATION_PERSONS})
"""What cannot be added up: one person can be under several values."""


@dataclass
class Count:
    """`recorded` are the measures of which records say something, `told` those of results, `about` those told as 約.

    `provisional` are those in which something was told ahead of its records.
    """

    numbers: defaultdict[Measure, Fraction] = field(default_factory=lambda: defaultdict(Fraction))
    places: set[tuple[str, str]] = field(default_factory=set)
    """Municipality and venue."""
    municipalities: set[str] = field(default_factory=set)
    recorded: set[Measure] = field(default_factory=set)
    told: set[Measure] = field(default_factory=set)
    about: set[Measure] = field(default_factory=set)
    provisional: set[Measure] = field(default_factory=set)
    unnamed: int = 0
    """Those who asked without being on record, once a visit and day."""
    persons_told: int = 0
    """実人員 of results: nobody knows who they were, so they are added."""

    def record(self, measure: Measure, number: Fraction | int) -> None:
        """Add what records say."""
        self.numbers[measure] += number
        if number:
            self.recorded.add(measure)

    def tell(self, measure: Measure, number: int, *, is_about: bool, is_provisional: bool = False) -> None:
        """Add what a result says."""
        if measure is Measure.PERSONS:
            self.persons_told += number
        else:
            self.numbers[measure] += number
        self.told.add(measure)
        if is_about:
            self.about.add(measure)
        if is_provisional:
            self.provisional.add(measure)

    def take(self, other: "Count") -> None:
        """Everything of another that can be added up."""
        for measure, number in other.numbers.items():
            if measure not in PEOPLE:
                self.numbers[measure] += number
        self.places |= other.places
        self.municipalities |= other.municipalities
        self.recorded |= other.recorded - PEOPLE
        self.told |= other.told
        self.about |= other.about
        self.provisional |= other.provisional
        self.unnamed += other.unnamed
        self.persons_told += other.persons_told

    def take_people(self, other: "Count") -> None:
        """The people whom records name."""
        for measure in PEOPLE:
            self.record(measure, other.numbers[measure])

    def cell(self, measure: Measure) -> Cell:
        """As a figure; None where it is not known: only results spoke and none said it, or nobody gave a name.

        Where people came and all without a name, 実人員 is not 0: how many people they were is what nobody knows, and
        the public tables (R3) leave it open too. Where nobody came it is 0.
        """
        if self._is_unknown(measure):
            return None
        number = self._number(measure)
        scale = 0 if number.denominator == 1 else 1
        return Figure(
            value=int(number * 10**scale + Fraction(scale, 2)),
            scale=scale,
            approximate=measure in self.about,
            provisional=measure in self.provisional,
        )

    def is_mixed(self, measure: Measure) -> bool:
        """Whether something exact and something estimated was added."""
        return measure in self.about and measure in self.recorded

    def _number(self, measure: Measure) -> Fraction:
        beside = {
            Measure.VENUES: len(self.places),
            Measure.MUNICIPALITIES: len(self.municipalities),
            Measure.PERSONS: self.persons_told,
            Measure.CONSULTATION_PERSONS: self.unnamed,
        }
        return self.numbers[measure] + beside.get(measure, 0)

    def _is_unknown(self, measure: Measure) -> bool:
        if measure in self.told or measure in self.recorded or self._number(measure):
            return False
        if measure in (Measure.PERSONS, Measure.NEW_VISITORS) and self.numbers[Measure.VISITS]:
            return Measure.PERSONS not in self.recorded
        return bool(self.told) and not self.recorded
