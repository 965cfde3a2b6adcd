"""Every address of headquarters."""

from django.urls import path

from core import wire
from hq.api import views as api

urlpatterns = [
    path(wire.HELLO_PATH.lstrip("/"), api.hello),
    path(wire.ENROL_PATH.lstrip("/"), api.enrol),
    path(wire.EXCHANGE_PATH.lstrip("/"), api.exchange),
]
