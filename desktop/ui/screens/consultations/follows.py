"""What follows a consultation, at its two ends: a question about the last one, and the day of the next."""

from functools import partial
from typing import TYPE_CHECKING

from desktop.ui.commands import Command
from desktop.ui.screens.consultations.appointment import AppointmentPart
from desktop.ui.screens.consultations.still_works import StillWorksPart
from desktop.ui.widgets.reveal import reveal
from desktop.ui.workplace import Workplace

if TYPE_CHECKING:
    from desktop.ui.screens.consultations.view import ConsultationsScreen


def stand_what_follows(screen: "ConsultationsScreen", workplace: Workplace) -> None:
    """Put both into their places."""
    asked, appointment = StillWorksPart(screen.shell, workplace), AppointmentPart(workplace)
    screen.bench.stand(asked, screen.form.above)
    screen.bench.stand(appointment, screen.form.asked)
    asked.troubled.connect(screen.form.choose_topic)
    appointment.confirmed.connect(screen.save)
    appointment.appeared.connect(partial(reveal, screen.form.save))
    here = appointment.isVisible
    screen.shell.commands.add(
        Command("consultation.next_visit", "次回を決める", appointment.take_focus, "Ctrl+I", "sessions", enabled=here)
    )
