"""From facts to what the rules look at: sessions with who came and who serves, and what is used of planned volumes."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from core.clock import parse_moment
from core.conditions import texts
from core.conditions.one_to_one import SLACK, Stay, most_at_once
from core.conditions.values import Finding, Meeting, Span, Staffer, Used
from core.conditions.watch import fiscal_span, to_read, watch
from core.programme_parts import RuleKind, StaffingRule
from core.programmes import Programme, Programmes
from core.reports.side import Source

Key = tuple[str, str]
"""Site and session, or site and supporter."""


@dataclass(frozen=True)
class Scope:
    """Whose sessions: all, or those of a site or of a municipality."""

    site_id: str | None = None
    municipality: str | None = None

    @property
    def only(self) -> str:
        """The condition in SQL."""
        site = " AND {site} = :only_site" if self.site_id else ""
        return site + (
            " AND coalesce(nullif(s.municipality, ''), {home}) = :only_municipality" if self.municipality else ""
        )


@dataclass(frozen=True)
class Watching:
    """One look at the conditions of some days, as things stand on `today`."""

    source: Source
    programmes: Programmes
    judged: Span
    today: date
    scope: Scope = Scope()

    def findings(self) -> tuple[Finding, ...]:
        """Everything that any rule says."""
        return watch(self.programmes, self._meetings(), self._used(), self.judged, self.today)

    @cached_property
    def _watched(self) -> tuple[Programme, ...]:
        return tuple(each for each in self.programmes.all if each.conditions or each.staffing)

    def _meetings(self) -> list[Meeting]:
        codes = [each.code for each in self._watched]
        came, booked = self._counts(texts.VISITS, codes), self._counts(texts.BOOKED, codes)
        staff, asked = self._staff(codes), {tuple(row) for row in self._read(texts.LOOKED_FOR, codes)}
        helped = self._at_once()
        found = []
        for site, session, title, programme, place, day, quota, tables, held in self._read(texts.SESSIONS, codes):
            key = (site, session)
            expected = came.get(key, 0) if held else booked.get(key, 0) or quota
            found.append(
                Meeting(
                    session_id=session,
                    site_id=site,
                    title=title,
                    programme=programme,
                    venue=place,
                    day=date.fromisoformat(day),
                    held=bool(held),
                    visitors=expected,
                    at_once=helped.get(key) if held else tables,
                    staff=tuple(self._staffer(site, who, role, day) for who, role in sorted(staff[key].items())),
                    looks_for=key in asked,
                )
            )
        return found

    def _staff(self, codes: Collection[str]) -> defaultdict[Key, dict[str, str]]:
        """Role by who serves: who was on duty, where anybody was, else who is matched."""
        matched: defaultdict[Key, dict[str, str]] = defaultdict(dict)
        for site, session, who, role in self._read(texts.MATCHED, codes):
            matched[site, session][who] = role
        on_duty: defaultdict[Key, dict[str, str]] = defaultdict(dict)
        for site, session, who in self._read(texts.ON_DUTY, codes):
            on_duty[site, session][who] = matched[site, session].get(who, "")
        return defaultdict(dict, {**matched, **on_duty})

    def _at_once(self) -> Mapping[Key, int]:
        one_to_one = [each.code for each in self._watched if any(_is_one_to_one(rule) for rule in each.staffing)]
        stays: defaultdict[Key, list[Stay]] = defaultdict(list)
        for site, session, visitor, at, minutes in self._read(texts.HELPED, one_to_one) if one_to_one else ():
            ended = int(parse_moment(at).timestamp()) // 60
            stays[site, session].append(Stay(visitor, ended - max(minutes - SLACK, 1), ended))
        return {key: most_at_once(each) for key, each in stays.items()}

    def _staffer(self, site: str, who: str, role: str, day: str) -> Staffer:
        trained = any(first <= day <= last for first, last in self._trained.get((site, who), ()))
        return Staffer(who, role, trained)

    @cached_property
    def _trained(self) -> Mapping[Key, list[tuple[str, str]]]:
        """The days on which somebody counts as trained."""
        found: defaultdict[Key, list[tuple[str, str]]] = defaultdict(list)
        if any(rule.kind is RuleKind.TRAINED for each in self._watched for rule in each.staffing):
            for text in (texts.BADGES, texts.TRAININGS):
                for site, who, first, last in self.source.read(text, {}):
                    found[site, who].append((first, last))
        return found

    def _used(self) -> Iterable[Used]:
        plans = {each.code: each.planned_volume for each in self.programmes.all if each.planned_volume is not None}
        year = fiscal_span(min(self.judged.last, max(self.today, self.judged.first)))
        days = Span(year.first, min(year.last, self.judged.last))
        receptions, sessions = (
            self._volume(text, planned, days)
            for text, planned in (
                (texts.RECEIVED_OF_YEAR, {code: plan.receptions_in for code, plan in plans.items()}),
                (texts.HELD_OF_YEAR, {code: plan.sessions_in for code, plan in plans.items()}),
            )
        )
        for site, code in sorted({*receptions, *sessions}):
            yield Used(site, code, receptions[site, code], sessions[site, code])

    def _volume(self, text: str, parts: Mapping[str, str | None], days: Span) -> Counter[Key]:
        """What was counted of each programme, in the part that uses up its volume."""
        found: Counter[Key] = Counter()
        for site, code, strand, number in self._read(text, parts, days) if parts else ():
            if strand in ("", parts[code] or strand):
                found[site, code] += number
        return found

    def _counts(self, text: str, codes: Collection[str]) -> Mapping[Key, int]:
        return {(site, session): number for site, session, number in self._read(text, codes)}

    def _read(self, text: str, codes: Collection[str], days: Span | None = None) -> Sequence[Sequence[Any]]:
        span = days or to_read(self.judged)
        values = {
            "first": span.first.isoformat(),
            "last": span.last.isoformat(),
            "only_site": self.scope.site_id,
            "only_municipality": self.scope.municipality,
        }
        beside = "AND t.site_id = s.site_id" if self.source.side.key else ""
        quoted = ", ".join(f"'{code}'" for code in codes) or "''"  # codes are checked when a catalogue is read
        return self.source.read(text, values, "s", codes=quoted, only=self.scope.only, beside=beside)


def _is_one_to_one(rule: StaffingRule) -> bool:
    return rule.kind is RuleKind.VISITORS_EACH and rule.number == 1
