"""English for the pages of reports; `words.ENGLISH` takes it in."""

from core.problem import Problem
from core.reports.definitions import DEFINITIONS
from core.reports.files import FileFormat
from core.reports.supporters import AGES, MONTHS, TARGETS
from core.reports.table import ReportCode
from hq.portal import report_offers
from hq.portal.job_words import JOB_ENGLISH
from hq.portal.watch_words import WATCH_ENGLISH

_HELD = "Sessions that were held count, cancelled ones do not."
_VISITS = "Visits count each coming (not what was taken back, nor one visit received twice)."
_PLACES = "Venues are counted by name within a municipality."
_PERSONS = "Persons are registered visitors, merged records being one, once in the period"
_CASES = (
    "Consultations count once by their main topic, without what was taken back; persons who asked count once if"
    " registered, by visit if anonymous."
)
_RULES = {
    ReportCode.REGULAR: f"Regular consultation sessions only. {_HELD} {_VISITS} {_PLACES}",
    ReportCode.YEARS: (
        "Trial and consultation sessions by fiscal year; consultation sessions include the regular ones."
        f" {_HELD} {_VISITS}"
    ),
    ReportCode.CATEGORIES: f"Courses by parts of programmes; funding is another thing. {_HELD} {_VISITS} {_PERSONS}.",
    ReportCode.SUPPORTERS: (
        "Supporters who were registered by the end of the period and can serve now. Shares are of these."
    ),
    ReportCode.SESSION: (f"One session. Supporters are those on duty or named in a consultation. {_CASES} {_VISITS}"),
    ReportCode.RESULTS: (
        f"{_HELD} Lesson units are planned minutes by the length of a unit. {_PLACES} {_VISITS} {_PERSONS};"
        f" new ones were first registered in it. {_CASES}"
    ),
}
_OFFERED = {
    "実績報告": "Results",
    "会場・回数・コマ・人数・相談件数を、事業や月などで分けて数えます。": (
        "Venues, sessions, lesson units, people and consultations, told apart by programme, month and so on."
    ),
    "定期相談会の実績": "Regular consultation sessions",
    "定期相談会の会場数・回数・人数を、市区町村ごとに数えます。": (
        "Venues, sessions and visits of regular consultation sessions, by municipality."
    ),
    "年度の実績": "Fiscal years",
    "体験会と相談会を、年度ごとにならべます。": "Trial and consultation sessions, year by year.",
    "講座の実績": "Courses",
    "講座を、事業の区分ごとに小計を付けて数えます。": "Courses by the parts of their programmes, with subtotals.",
    "サポーター": "Supporters",
    "登録されているサポーターを、年代と登録した月で数えます。": (
        "Registered supporters, by age band and by the month in which they were registered."
    ),
    "ひとつの会": "One session",
    "1回の会の、サポーターと相談者と相談件数です。": "The supporters, visitors and consultations of one session.",
    "日": "Day",
    "月": "Month",
    "四半期": "Quarter",
    "年度": "Fiscal year",
    "年（1月から）": "Calendar year",
    "期間を入れる": "Free period",
    "分けない": "Not split",
    "拠点ごと": "By site",
    "市区町村ごと": "By municipality",
    "会場ごと": "By venue",
    "事業ごと": "By programme",
    "分類ごと": "By part of a programme",
    "会の種類ごと": "By sort of session",
    "財源ごと": "By funding",
    "相談の内容ごと": "By topic",
    "結果ごと": "By outcome",
    "年代ごと": "By age band",
    "相談の方法ごと": "By channel",
    "曜日ごと": "By weekday",
    "時間ごと": "By hour",
    "月ごと": "By month",
    "日ごと": "By day",
    "年度ごと": "By fiscal year",
    "区分": "Part",
    "市区町村": "Municipality",
    "会場": "Venue",
    "事業": "Programme",
    "分類": "Part of a programme",
    "会の種類": "Sort of session",
    "財源": "Funding",
    "相談の方法": "Channel",
    "曜日": "Weekday",
    "開催地（市区町村）": "Held in",
}
KINDS = {
    "session": "会",
    "attendance": "受付",
    "consultation": "相談",
    "supporter": "サポーター",
    "result": "件数だけの実績",
    "provisional": "速報値",
}
"""What a record behind a figure is."""
FORMATS = {
    FileFormat.XLSX: "Excel（XLSX）",
    FileFormat.PDF: "PDF（印刷・提出用）",
    FileFormat.CSV: "CSV（Excelで開く）",
    FileFormat.CSV_CP932: "CSV（古いソフト用・CP932）",
    FileFormat.JSON: "JSON（システム用）",
}
_FILES = {
    "Excel（XLSX）": "Excel (XLSX)",
    "PDF（印刷・提出用）": "PDF (to print and hand in)",
    "CSV（Excelで開く）": "CSV (for Excel)",
    "CSV（古いソフト用・CP932）": "CSV (older programs, CP932)",
    "JSON（システム用）": "JSON (for programs)",
}
_GRID = {
    "この期間": "This period",
    "前の年": "Year before",
    "増減": "Change",
    "項目": "Count",
    AGES: "By age band",
    MONTHS: "By month",
    TARGETS: "Targets",
    "会": "Session",
    "速報値": "Provisional",
}
_OTHER = "この報告は、いまは作れません。"
_PROBLEMS = {
    _OTHER: "This report cannot be made now.",
    "この2つを重ねた集計はできません。": "These two cannot be counted together.",
    "分け方をどちらか1つにしてください。": "Choose one of the two splits.",
    "その分け方では集計できません。": "This report cannot be split like that.",
    "年代別か月別にしてください。": "Choose by age band or by month.",
    "サポーターの記録には、その区分がありません。": "The records of supporters do not tell this.",
    "拠点か自治体で選んでください。": "Choose by site or by municipality.",
    "その会は見つかりません。": "This session was not found.",
    "会の番号を確かめてください。": "Check the session's id.",
    "期間が2つ以上あります。": "More than one period was given.",
    "期間の指定は1つだけにしてください。": "Give one period only.",
    "その期間はありません。": "There is no such period.",
    "2026-11、2026-Q3、2026 のように入れてください。": "Write 2026-11, 2026-Q3 or 2026.",
    "はじめの日を、おわりの日より前にしてください。": "The first day must not be after the last.",
    "その分け方はありません。": "There is no such split.",
    "一覧から選んでください。": "Choose one from the list.",
    "この様式のファイルは壊れているため、使えません。": "The file of this form is damaged.",
    "Excel で開いて保存し直してください。": "Open it in Excel and save it again.",
    "この様式のファイルは大きすぎて使えません。": "The file of this form is too large.",
    "使っていない行とシートを消した写しを作ってください。": "Make a copy without rows and sheets that are not used.",
    "様式として使えるファイルではありません。": "This file cannot be used as a form.",
    "Excel の .xlsx か .xlsm の様式を選んでください。": "Choose a form of Excel: .xlsx or .xlsm.",
    "古い形式（.xls）か、パスワードのかかったファイルです。": "The file is of the old kind (.xls) or has a password.",
    "Excel で開き、パスワードを外し、.xlsx で保存した写しを使ってください。": (
        "Open it in Excel, take off the password and use a copy saved as .xlsx."
    ),
    "この表の名前の付いたセルが、様式にありません。": "No cell of the form is named after a figure of this table.",
    "下の「セルの名前」から選んで、様式のセルに付けてください。": (
        "Choose names from the list below and give them to cells of the form."
    ),
}
_PAGES = {
    "報告": "Report",
    "どの集計か": "Which report",
    "期間の長さ": "Length of the period",
    "前の期間": "Previous period",
    "次の期間": "Next period",
    "期間": "Period",
    "はじめの日": "First day",
    "おわりの日": "Last day",
    "分け方": "Split",
    "この日までを数える": "Count up to",
    "前の年とくらべる": "Compare with the year before",
    "公表用（小さな数をかくす）": "For publishing (small figures hidden)",
    "しぼりこみ": "Filters",
    "すべて": "All",
    "途中の期間": "Period not over",
    "いつまでの記録か": "Counted up to",
    "範囲": "Scope",
    "数え方": "Counted as",
    "くらべる期間": "Compared with",
    "数字を選ぶと、もとになった記録が開きます。": "Choose a figure to open the records behind it.",
    "グラフ": "Charts",
    "グラフで見る": "See it as charts",
    "数字を表で見る": "The figures as a table",
    "この集計には、グラフにする数字がありません。": "Nothing in this report makes a chart.",
    "目標": "Targets",
    "ファイルに保存": "Save as a file",
    "提出先の様式に入れる": "Fill the client's form",
    "様式のファイル（.xlsx、.xlsm）": "File of the form (.xlsx, .xlsm)",
    "数を入れて受け取る": "Fill it and download",
    "セルの名前": "Names of cells",
    "様式のセルに「名前の管理」でこの名前を付けると、この表の数が入ります。": (
        "Cells of the form that are named like this (Excel: Name Manager) get the figures of this table."
    ),
    "この期間に会はありません。": "There was no session in this period.",
    "会を選ぶ": "Choose a session",
    "多いときは、新しいものから300回までを出しています。拠点か期間でしぼってください。": (
        "At most 300 are listed, the latest first. Choose a site or a shorter period for others."
    ),
    "表にもどる": "Back to the table",
    "もとになった記録": "Records behind the figure",
    "多いため、はじめの約1,000件だけを出しています。ほかを見るには、表にもどり、期間や拠点でしぼってください。": (
        "Only about the first 1,000 are listed. Go back to the table and choose a shorter period or a site for others."
    ),
    "ページ": "Pages",
    "この数字のもとになる記録はありません。": "There are no records behind this figure.",
    "内容": "Content",
    "数": "Count",
    "この期間に数えるものはありません。期間、拠点、しぼりこみを変えてみてください。": (
        "There is nothing to count in this period. Try another period, site or filter."
    ),
    "表を見る": "Go to the figures",
    "数の合計": "Sum of the counts",
    "（全部のページ）": " (all pages)",
    "この数字は、行の数の合計ではありません。たとえば、同じ会場は1か所と数えます。下の「数え方」をごらんください。": (
        "This figure is not the sum of the lines: one venue counts once, for instance. See below how it is counted."
    ),
    "見られる記録": "Records that can be seen",
}
REPORT_ENGLISH = (
    {DEFINITIONS[code].rule: english for code, english in _RULES.items()}
    | _OFFERED
    | _FILES
    | _GRID
    | _PROBLEMS
    | _PAGES
)


def problem_words(problem: Problem, language: str) -> tuple[str, str]:
    """What happened and what to do now, in the language of the page."""
    if language == "ja":
        return problem.sentence, problem.next_step
    known = REPORT_ENGLISH | WATCH_ENGLISH | JOB_ENGLISH
    sentence = known.get(problem.sentence, REPORT_ENGLISH[_OTHER])
    return sentence, known.get(problem.next_step, REPORT_ENGLISH["一覧から選んでください。"])


def rule_words(rule: str, language: str) -> str:
    """How a report counts; what an earlier program counted by stays in its own words."""
    return (REPORT_ENGLISH | WATCH_ENGLISH).get(rule, rule) if language == "en" else rule


def told() -> set[str]:
    """Every text that comes from elsewhere than a template; a test holds the English against it."""
    rules = {each.rule for each in DEFINITIONS.values()}
    return {*rules, *report_offers.told(), *_FILES, *_GRID, *_PROBLEMS, *KINDS.values()}
