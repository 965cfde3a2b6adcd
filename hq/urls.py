"""Every address of headquarters."""

from django.urls import path, re_path

from core import wire
from hq.api import views as api
from hq.portal import (
    calendar,
    conditions,
    handed_in,
    handouts,
    jobs,
    language,
    laptops,
    parcels,
    programmes,
    provisional,
    quarantine,
    report_behind,
    report_charts,
    report_files,
    reports,
    signing_in,
    site_phone,
    surveys,
    topics,
    unresolved,
    views,
)

urlpatterns = [
    path(wire.HELLO_PATH.lstrip("/"), api.hello),
    path(wire.ENROL_PATH.lstrip("/"), api.enrol),
    path(wire.EXCHANGE_PATH.lstrip("/"), api.exchange),
    path("", views.today, name="today"),
    path("sites/<str:site_id>", views.site_day, name="site"),
    path("sites/<str:site_id>/code", laptops.issue_code, name="code"),
    path("sites/<str:site_id>/phone", site_phone.site_phone, name="site_phone"),
    path("calendar", calendar.calendar, name="calendar"),
    path("calendar.ics", calendar.file, name="calendar_file"),
    path("devices", views.devices, name="devices"),
    path("devices/<str:device_id>/stop", laptops.stop, name="stop"),
    path("parcels", parcels.parcels, name="parcels"),
    path("quarantine", quarantine.listing, name="quarantine"),
    path("quarantine/<int:kept_id>", quarantine.one, name="kept"),
    path("quarantine/<int:kept_id>/release", quarantine.release, name="kept_release"),
    path("quarantine/<int:kept_id>/reject", quarantine.reject, name="kept_reject"),
    path("reports", reports.reports, name="reports"),
    path("reports/<str:code>", reports.report, name="report"),
    path("reports/<str:code>/job", jobs.job, name="job"),
    path("reports/<str:code>/behind", report_behind.report_behind, name="report_behind"),
    path("reports/<str:code>/charts", report_charts.report_charts, name="report_charts"),
    path("reports/<str:code>/file", report_files.report_download, name="report_file"),
    path("reports/<str:code>/form", report_files.report_form, name="report_form"),
    path("conditions", conditions.conditions, name="conditions"),
    path("conditions/file", conditions.conditions_file, name="conditions_file"),
    path("handed-in", handed_in.listing, name="handed_in"),
    path("handed-in/<str:site_id>/<str:submission_id>", handed_in.one, name="handed_in_one"),
    path("handed-in/<str:site_id>/<str:submission_id>/file", handed_in.file, name="handed_in_file"),
    path("unresolved", unresolved.unresolved_week, name="unresolved"),
    path("surveys", surveys.survey_counts, name="surveys"),
    path("provisional", provisional.provisional, name="provisional"),
    path("provisional/<str:figure_id>", provisional.provisional_one, name="provisional_one"),
    path("topics", topics.topics, name="topics"),
    path("programmes", programmes.programmes, name="programmes"),
    path("municipalities", programmes.municipalities, name="municipalities"),
    path("handouts", handouts.handouts, name="handouts"),
    path("login", signing_in.sign_in, name="sign_in"),
    path("logout", signing_in.sign_out, name="sign_out"),
    re_path(r"^language/(?P<language>ja|en)$", language.switch, name="language"),
]
handler404 = "hq.portal.faults.not_found"
handler403 = "hq.portal.faults.not_for_you"
handler500 = "hq.portal.faults.broken"
