"""Bookings from a table: each to its session and its slot, of somebody on record or of a name told by phone."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice

from core.bookings import Held, booking_number, held, place_of, room
from core.facts import Booking, Session
from core.ids import new_entity_id
from core.kinds import BookingMade
from core.problem import Problem
from core.tables.entries import Entry
from core.tables.matching import Features, OnRecord, features_of_entry
from core.tables.meanings import Meaning
from core.tables.reasons import Fault, Reason
from core.tables.session_choice import choose_session, slot_of
from desktop.app.booked import bookings_of
from desktop.app.bookings import booking_draft, held_in
from desktop.app.desk import Desk
from desktop.app.importing.on_record import OnRecordHere
from desktop.app.importing.tables import Reading
from desktop.app.importing.work import Progress, Work
from desktop.app.sessions import the_session
from desktop.storage.imported import ImportedRows
from desktop.storage.journal import Draft

BATCH = 500
