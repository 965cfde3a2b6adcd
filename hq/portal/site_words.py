"""English for sites by day and for the calendar of sessions; `words.ENGLISH` takes it in."""

VIEWS = {"month": "1か月", "week": "1週間", "day": "1日"}
"""How much of the calendar is open."""
DAYS_OFF = {
    "年末年始": "Year's end",
    "振替休日": "Substitute holiday",
    "国民の休日": "Citizens' holiday",
    "元日": "New Year's Day",
    "成人の日": "Coming of Age Day",
    "建国記念の日": "Foundation Day",
    "天皇誕生日": "Emperor's Birthday",
    "春分の日": "Vernal Equinox",
    "昭和の日": "Showa Day",
    "憲法記念日": "Constitution Day",
    "みどりの日": "Greenery Day",
    "こどもの日": "Children's Day",
    "海の日": "Marine Day",
    "山の日": "Mountain Day",
    "敬老の日": "Respect for the Aged Day",
    "秋分の日": "Autumnal Equinox",
    "スポーツの日": "Sports Day",
    "体育の日": "Sports Day",
    "文化の日": "Culture Day",
    "勤労感謝の日": "Labour Thanksgiving Day",
    "天皇の即位の日": "Accession Day",
    "即位礼正殿の儀": "Enthronement Ceremony",
}
"""By `core.holidays`, of every year that a page can be asked for."""
PHONE_PROBLEMS = {
    "phone_wrong": "電話番号が正しくありません。",
    "my_number": "電話番号ではない番号です。",
    "card_number": "電話番号ではない番号です。",
    "password": "電話番号ではない番号です。",
}
"""Why a telephone number is not kept; in Japanese the Problem itself says more."""
SITES_ENGLISH = {
    **DAYS_OFF,
    "1か月": "Month",
    "1週間": "Week",
    "1日": "Day",
    "予定あり": "Planned",
    "予定のある拠点": "Sites with plans",
    "きょうは予定なし": "No sessions",
    "前の日がまだの拠点": "Sites behind",
    "急ぐときは、拠点に電話で聞いた数を速報値として入れておけます。": (
        "If it cannot wait, ask the site by telephone and note its figures."
    ),
    "予定なし": "No sessions",
    "最後に締めた日": "Last day closed",
    "まだ締めていません": "Never closed yet",
    "予定表": "Calendar",
    "前へ": "Previous",
    "次へ": "Next",
    "すべて": "All",
    "事業": "Programme",
    "市区町村": "Municipality",
    "予定はありません。": "Nothing is planned.",
    "ほか": "More:",
    "開場の記録なし": "No record that it was opened",
    "来場者": "Visits",
    "同じ部屋と時刻": "Same room and time",
    "このほかの予定は、拠点や事業を選ぶと出ます。": "Choose a site or a programme to see the others.",
    "自分のカレンダーに入れる": "Into my own calendar",
    "事務所の電話": "Office telephone",
    "事務所の電話番号": "Office telephone number",
    "事務所の電話番号（個人のものは入れません）": "Office telephone number (never a person's own)",
    "電話番号を入れる": "Enter a number",
    "直す": "Change",
    "まだ入れていません": "Not entered yet",
    "042-000-1234 のように、市外局番から入れます。空にすると消えます。": (
        "With its area code, as in 042-000-1234. Leave it empty to remove it."
    ),
    "この番号にする": "Save this number",
    "電話番号が正しくありません。": "This is no telephone number. Please enter it with its area code.",
    "電話番号ではない番号です。": "This is another sort of number than a telephone's.",
}


def told() -> set[str]:
    """Every text that comes from elsewhere than a template; a test holds the English against it."""
    return {*DAYS_OFF, *VIEWS.values(), *PHONE_PROBLEMS.values()}
