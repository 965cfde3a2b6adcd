"""The nine screens of the rail, and those that are reached from them. Each is imported on its first visit only."""

from functools import partial

from desktop.ui.screen import Screen, ScreenSpec, Shell
from desktop.ui.screens.consultations.remote_command import REMOTE, remote_command
from desktop.ui.screens.sessions.command import BOOKINGS, bookings_command
from desktop.ui.workplace import Workplace

_FROM_TABLES = {
    "people": ("来場者を表から取り込む", "people"),
    "bookings": ("予約を表から取り込む", "sessions"),
    "sessions": ("予定を表から取り込む", "sessions"),
    "attendance": ("受付を表から取り込む", "reception"),
    "consultations": ("相談を表から取り込む", "consultation"),
    "results": ("過去の実績を表から取り込む", "reports"),
    "supporters": ("サポーターを表から取り込む", "sessions"),
}
"""Each with its title and its place in the rail."""


def screen_specs(workplace: Workplace) -> tuple[ScreenSpec, ...]:
    """In the order of the rail (DESIGN section 7)."""

    def today(shell: Shell) -> Screen:
        from desktop.ui.screens.today.view import TodayScreen

        return TodayScreen(shell, workplace)

    def reception(shell: Shell) -> Screen:
        from desktop.ui.screens.reception.view import ReceptionScreen

        return ReceptionScreen(shell, workplace)

    def consultations(shell: Shell) -> Screen:
        from desktop.ui.screens.consultations.view import ConsultationsScreen

        return ConsultationsScreen(shell, workplace)

    def people(shell: Shell) -> Screen:
        from desktop.ui.screens.people.view import PeopleScreen

        return PeopleScreen(shell, workplace)

    def sessions(shell: Shell) -> Screen:
        from desktop.ui.screens.sessions.view import SessionsScreen

        return SessionsScreen(shell, workplace)

    def printing(shell: Shell) -> Screen:
        from desktop.ui.screens.printing.view import PrintScreen

        return PrintScreen(shell, workplace)

    def reports(shell: Shell) -> Screen:
        from desktop.ui.screens.reports.view import ReportsScreen

        return ReportsScreen(shell, workplace)

    def sending(shell: Shell) -> Screen:
        from desktop.ui.screens.sending.view import SendScreen

        return SendScreen(shell, workplace)

    def settings(shell: Shell) -> Screen:
        from desktop.ui.screens.settings.view import SettingsScreen

        return SettingsScreen(shell, workplace)

    def from_table(kind: str, shell: Shell) -> Screen:
        from desktop.ui.screens.importing.view import ImportScreen

        return ImportScreen(shell, workplace, kind)

    def survey_entry(shell: Shell) -> Screen:
        from desktop.ui.screens.surveys.entry import SurveyEntryScreen

        return SurveyEntryScreen(shell, workplace)

    def survey_results(shell: Shell) -> Screen:
        from desktop.ui.screens.surveys.results import SurveyResultsScreen

        return SurveyResultsScreen(shell, workplace)

    def conditions(shell: Shell) -> Screen:
        from desktop.ui.screens.reports.conditions import ConditionsScreen

        return ConditionsScreen(shell, workplace)

    def cash(shell: Shell) -> Screen:
        from desktop.ui.screens.reports.cash import CashScreen

        return CashScreen(shell, workplace)

    watched = ("じょうけん", "jouken", "r8", "conditions")  # no-tr
    money = ("すいとう", "suitou", "げんきん", "genkin", "cash", "参加費")  # no-tr
    surveys = ("あんけーと", "ankeeto", "anketo", "survey")  # no-tr

    def slips(shell: Shell) -> Screen:
        from desktop.ui.screens.consultations.slip_view import SlipScreen

        return SlipScreen(shell, workplace)

    def supporters(shell: Shell) -> Screen:
        from desktop.ui.screens.supporters.view import SupportersScreen

        return SupportersScreen(shell, workplace)

    who_helps = ("さぽーたー", "sapootaa", "supporter", "バッジ", "研修", "感謝状")  # no-tr
    on_paper = ("そうだんひょう", "かみ", "soudanhyou", "slip")  # no-tr
    tables = ("excel", "csv", "とりこむ", "torikomu", "import", "名簿")  # no-tr

    workplace.shell.commands.add(bookings_command(partial(_to_bookings, workplace.shell)))
    workplace.shell.commands.add(remote_command(partial(_to_remote, workplace.shell)))
    return (
        ScreenSpec("today", "今日", "today", today, words=("きょう", "kyou", "today")),  # no-tr
        ScreenSpec("reception", "受付", "reception", reception, words=("うけつけ", "uketsuke")),  # no-tr
        ScreenSpec("consultation", "相談", "consultation", consultations, words=("そうだん", "soudan")),  # no-tr
        ScreenSpec("people", "来場者をさがす", "people", people, "さがす", ("らいじょうしゃ", "raijousha")),  # no-tr
        ScreenSpec("sessions", "予定", "sessions", sessions, words=("よてい", "yotei")),  # no-tr
        ScreenSpec("print", "印刷", "print", printing, words=("いんさつ", "insatsu")),  # no-tr
        ScreenSpec("reports", "集計・報告", "reports", reports, "集計", ("しゅうけい", "shuukei", "houkoku")),  # no-tr
        ScreenSpec("send", "本部へ送る", "send", sending, "送る", ("ほんぶへおくる", "okuru", "つなぐ")),  # no-tr
        ScreenSpec("settings", "設定", "settings", settings, words=("せってい", "settei")),  # no-tr
        ScreenSpec("supporters", "サポーター", "staff", supporters, words=who_helps, within="sessions"),
        ScreenSpec("slips", "紙の相談票を入力", "write", slips, words=on_paper, within="consultation"),
        *(
            ScreenSpec(f"import_{kind}", title, "list", partial(from_table, kind), words=tables, within=within)
            for kind, (title, within) in _FROM_TABLES.items()
        ),
        ScreenSpec("conditions", "設置条件", "rules", conditions, words=watched, within="reports"),
        ScreenSpec("cash", "出納", "list", cash, words=money, within="reports"),
        ScreenSpec("survey_entry", "アンケートを入力", "edit", survey_entry, words=surveys, within="reports"),
        ScreenSpec("survey_results", "アンケートの集計", "reports", survey_results, words=surveys, within="reports"),
    )


def _to_remote(shell: Shell) -> None:
    shell.go("consultation")
    shell.commands.run(REMOTE)


def _to_bookings(shell: Shell) -> None:
    shell.go("sessions")
    shell.commands.run(BOOKINGS)
