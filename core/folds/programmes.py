"""A site's own programmes, plans that recur, results known as counts alone."""

import msgspec

from core import kinds
from core.clock import sound_day
from core.events import Event
from core.facts import OwnProgramme, Result, Series
from core.projector import begins, changes, lasts
from core.versions import told_apart


@begins(OwnProgramme, kinds.ProgrammeDefined)
def _own_programme(event: Event, payload: kinds.ProgrammeDefined) -> OwnProgramme:
    return OwnProgramme(
        own_programme_id=event.entity_id,
        programme=payload.programme,
        source=payload.source,
        withdrawn=int(payload.withdrawn),
    )


@begins(Series, kinds.SeriesPlanned, kinds.SeriesAmended)
def _series(event: Event, payload: kinds.SeriesFields) -> Series:
    return Series(
        series_id=event.entity_id,
        title=payload.title,
        starts_on=sound_day(payload.day),
        ends_on=sound_day(payload.until),
        plan=msgspec.json.encode(payload).decode(),
    )


@changes(kinds.SeriesEnded)
def _series_ended(series: Series, payload: kinds.SeriesEnded) -> Series:
    return msgspec.structs.replace(series, ends_on=min(series.ends_on, payload.last_day))


@begins(Result, kinds.ResultEntered, kinds.ResultAmended)
def _result(event: Event, payload: kinds.ResultFields) -> Result:
    sound_day(payload.first_day), sound_day(payload.last_day)
    told = {name: getattr(payload, name) for name in kinds.ResultFields.__struct_fields__}
    return Result(result_id=event.entity_id, **told | {"estimated": " ".join(payload.estimated)})


@changes(kinds.ResultVoided)
def _result_voided(result: Result, payload: kinds.ResultVoided) -> Result:
    return msgspec.structs.replace(result, voided=1)


lasts(kinds.ProgrammeDefined)
told_apart(kinds.SeriesAmended, kinds.SeriesEnded)
told_apart(kinds.ResultAmended, kinds.ResultVoided)
