"""English for the portal's Japanese. A test holds every text of the templates against this list."""

from core.conflicts import Conflict
from hq.portal.apart_words import APART_ENGLISH
from hq.portal.job_words import JOB_ENGLISH
from hq.portal.parcel_words import PARCEL_ENGLISH
from hq.portal.provisional_words import PROVISIONAL_ENGLISH
from hq.portal.publishing_words import PUBLISHING_ENGLISH
from hq.portal.report_words import REPORT_ENGLISH
from hq.portal.site_words import SITES_ENGLISH
from hq.portal.watch_words import WATCH_ENGLISH
from hq.quarantine.reasons import REASONS as WHY

_ENGLISH = {
    "窓口 本部": "Madoguchi HQ",
    "ログイン": "Sign in",
    "ログアウト": "Sign out",
    "利用者名": "User name",
    "パスワード": "Password",
    "利用者名かパスワードが違います。もう一度入力してください。": "User name or password is wrong. Please try again.",
    "まちがいが続いたため、受け付けを止めています。1分ほど待ってから、もう一度お試しください。": (
        "Too many failed attempts. Please wait about a minute and try again."
    ),
    "利用者の登録は、本部の管理者が行います。": "Accounts are made by the administrator of headquarters.",
    "本文へ": "Skip to content",
    "メニュー": "Menu",
    "この画面は、この利用者では使えません。必要なときは、本部の管理者にお知らせください。": (
        "This account cannot use this page. Please ask the administrator of headquarters."
    ),
    "集計": "Counts",
    "配るもの": "Published",
    "きょうの拠点": "Sites today",
    "拠点の一日": "Sites by day",
    "端末": "Laptops",
    "日付": "Date",
    "表示": "Show",
    "前の日": "Previous day",
    "次の日": "Next day",
    "きょう": "Today",
    "報告": "Report",
    "報告あり": "Reported",
    "まだ": "Not yet",
    "拠点": "Site",
    "最後の通信": "Last contact",
    "まだ通信がありません": "Not heard from yet",
    "実施回数": "Sessions",
    "来場者（延べ）": "Visits",
    "実人員": "Distinct persons",
    "匿名": "Anonymous",
    "相談件数": "Consultations",
    "合計": "Total",
    "報告のあった拠点": "Sites that reported",
    "拠点の一覧": "All sites",
    "実人員は登録者のみの人数で、匿名の来場者を含みません。合計は拠点ごとの実人員の合計です。": (
        "Distinct persons are registered visitors only, without anonymous ones."
        " The total is the sum of the sites' figures."
    ),
    "相談件数（分野別）": "Consultations by group",
    "分野": "Group",
    "まだ拠点がありません。": "There is no site yet.",
    "madoguchi-hq site add で拠点を作り、device code で端末の登録コードを出してください。": (
        "Make one with madoguchi-hq site add, and a code for its laptop with device code."
    ),
    "締めの時刻": "Closed at",
    "締めたときの未送信": "Unsent when closing",
    "この日は、まだ締めていないか、届いていません。": "This day is not closed yet, or has not arrived.",
    "この日の記録はありません。": "There are no records of this day.",
    "一覧へ戻る": "Back to all sites",
    "解決しなかった内容": "What stayed unresolved",
    "アンケート": "Questionnaires",
    "前の30日": "Previous 30 days",
    "次の30日": "Next 30 days",
    "用紙": "Sheets",
    "枚": "Sheets",
    "まだ知らない版の用紙": "Sheets of a version not known yet",
    "答えた用紙": "Sheets with an answer",
    "答え": "Answer",
    "この30日に入力された用紙はありません。": "No sheets of these thirty days were typed in.",
    "書かれた文章は、拠点のパソコンだけで読めます。": "What was written can be read on the site's laptops only.",
    "未解決": "Unresolved",
    "週の途中": "week not over yet",
    "前の週": "Previous week",
    "次の週": "Next week",
    "すべての拠点": "All sites together",
    "解決せず": "Unresolved",
    "5件未満": "under 5 cases",
    "前の4週": "4 weeks before",
    "前の4週の解決せず": "Unresolved in the 4 weeks before",
    "前の4週の割合": "Share before",
    "割合": "Share",
    "増減": "Change",
    "その後": "Later",
    "その後を伺った": "Asked later",
    "使えている": "works",
    "まだこまっている": "still trouble",
    "次の講座の案": "Next lesson",
    "配布資料の案": "Handout",
    "講座と配布資料の案": "Lesson and handout",
    "この週と前の4週に、相談はありません。": "No consultations in this week or the four before.",
    "もとになった相談": "the consultations behind it",
    "結果": "Outcome",
    "数え方": "Counted as",
    (
        "解決せずは、一部解決・次回につづく・ここではできない・途中で終了と、後日「まだこまっている」と伺ったものです。"
        "他の窓口をご案内したものは含めません。相談1件を主な内容で1回数え、5件に満たないときは割合を出しません。"
    ): (
        "Unresolved: partly solved, to be continued, cannot be done here, ended early, or told later to be still"
        " trouble;"
        " not those referred elsewhere. Each consultation counts once, by its main topic."
        " No share is shown for fewer than five cases."
    ),
    "この日の回": "Sessions of the day",
    "回の名前": "Session",
    "予定": "Planned",
    "実際": "Actual",
    "定員": "Quota",
    "状態": "State",
    "中止": "Cancelled",
    "開催前": "Planned only",
    "開催中": "Open",
    "終了": "Closed",
    "時間帯別の来場者": "Visits by hour",
    "時間帯": "Hour",
    "時": ":00",
    "年代別": "By age band",
    "年代": "Age band",
    "相談内容と結果": "Consultations by topic and outcome",
    "相談内容": "Topic",
    "要確認": "To check",
    "2台の端末でちがった記録があります。拠点で決めるまで、数は変わることがあります。": (
        "Laptops recorded some things differently. Figures may change until the site decides."
    ),
    "拠点でまだ決めていない要確認": "Not decided yet at the site",
    "この日の31日前から先の分と、2通りの記録の全部です。決めるのは拠点です。": (
        "From 31 days before this day on, and every record with two versions. The site decides."
    ),
    "種類": "Sort",
    "同じ方を2回受付": "One visit received twice",
    "同じ相談票を2回入力": "One slip entered twice",
    "2回登録されたかもしれない方": "Perhaps one person on record twice",
    "定員より多い受付": "More visits than places",
    "同じ整理番号": "One number given twice",
    "同じ時刻と席の予約": "One time and table booked twice",
    "2通りの記録": "Two versions of one record",
    "取り消した受付の相談": "A case of a visit that was taken back",
    "保留": "Kept apart",
    "保留（取り込めなかった記録）": "Records kept apart",
    "取り込めなかった記録はありません。": "Nothing is kept apart.",
    "理由": "Reason",
    "件数": "Number",
    "最新": "Latest",
    "記号": "Letter",
    "端末名": "Name",
    "時計": "Clock",
    "利用中": "In use",
    "認証待ち": "Not certified",
    "停止": "Revoked",
    "まだ端末がありません。": "There is no laptop yet.",
    "記録は捨てずに、本部で保管しています。端末の担当者と理由を確かめてください。": (
        "Nothing is thrown away. Please look into the reason together with the site."
    ),
    "端末を登録する": "Enrol a laptop",
    "登録コードを出す": "Make an enrolment code",
    "登録コード": "Enrolment code",
    "登録コードは1台に1回だけ使えます。期限は7日間です。": "A code opens once, for one laptop, within 7 days.",
    "このコードは、この画面を閉じると二度と表示できません。1台の端末に1回だけ使えます。": (
        "This code is shown this once and works for one laptop."
    ),
    "期限": "Valid until",
    "停止する": "Revoke",
    "この端末は、次に通信したときに、まだ届けていない記録を本部に渡し、中の記録と鍵をすべて消します。"
    "渡された記録は保留になります。元には戻せません。": (
        "When this laptop is in touch next, it hands over what has not arrived yet, then erases all its records and "
        "keys. What it hands over is kept apart. This cannot be undone."
    ),
    "ページが見つかりません。": "There is no such page.",
    "本部で問題が起きました。管理者にお知らせください。": "Something went wrong here. Please tell the administrator.",
    "もう一度、前の画面からやり直してください。": "Please go back and try again.",
    "最初の画面へ": "To the first page",
    "不明な端末": "unknown laptop",
    "同じ番号の記録が二通りあります": "Two versions of one record",
    "だれが書いたかを確かめられません": "It cannot be verified who wrote it",
    "認証されていない端末です": "The laptop is not certified",
    "停止した端末です": "The laptop was revoked",
    "読み取れません": "It cannot be read",
    "12桁の番号が含まれています": "It holds a 12-digit number",
    "カードなどの番号が含まれています": "It holds a card number",
    "パスワードが含まれています": "It holds a password",
    "個人情報が封をされずに届きました": "Personal data arrived unsealed",
    "別の拠点の記録です": "It belongs to another site",
    "登録のない端末です": "The laptop is unknown",
    "順番が合いません": "It is out of place",
    "いちばん新しい版": "Newest version",
    "公開しました。端末には、次の通信で届きます。": "Published. Laptops get it with their next exchange.",
    "まだ公開していません。公開すると、次のように変わります。": "Not published yet. Publishing it changes this:",
    "版": "Version",
    "使い始める日": "In force from",
    "変わること": "Change",
    "番号": "Code",
    "名前": "Title",
    "項目は変わりません。": "No topic changes.",
    "新しい版": "A new version",
    "ファイル（TOML）": "File (TOML)",
    "何が変わるかを見る": "See what changes",
    "公開する": "Publish",
    "番号は消せません。使わなくなった項目には、終わりの日（valid_to）を入れます。": (
        "Codes are never deleted. A topic that is no longer used gets its last day (valid_to)."
    ),
    "公開した版": "Published versions",
    "公開日": "Published",
    "追加": "added",
    "終了日の変更": "last day changed",
    "再開": "offered again",
    "言い方の変更": "reworded",
    "ファイルを選んでください。": "Choose a file.",
    "ファイルの書き方が正しくありません。": "The file is not written as it should be.",
    "ファイルが大きすぎます。": "The file is too large.",
    "版の番号が、いまの版より大きくありません。": "The version is not higher than the present one.",
    "日付が正しくありません。": "A date is not right.",
    "なくなっている番号があります。": "A code is missing.",
    "別の意味になっている番号があります。": "A code means something else than before.",
    "V で始まる番号は、拠点が自分で使う番号です。": "Codes that begin with V belong to the sites.",
    "配布資料": "Handouts",
    "いまの版": "Present versions",
    "次に確かめる日": "To be checked by",
    "確かめる日を過ぎています": "Check overdue",
    "前の文章": "Before",
    "新しい文章": "After",
    "どこが": "Where",
    "拠点からのご意見": "What sites say",
    "ご意見は、まだ届いていません。": "Nothing has been said yet.",
    "届いたご意見": "Feedback",
    "日時": "Time",
    "資料": "Handout",
    "版の番号は、いまより大きくします。使い始める日（valid_from）を書くと、その日から使われます。": (
        "The version number must rise. A first day (valid_from) in the file holds it back until then."
    ),
    "相談内容の番号が、一覧にありません。": "A topic is not in the list of topics.",
    "保留の記録": "Records kept apart",
    "決めた保留": "Decided",
    "すべての理由": "All reasons",
    "まだ決めていないもの": "Not decided yet",
    "決めたもの": "Decided ones",
    "記録は捨てずに、本部で保管しています。ひとつずつ開き、受け入れるかどうかを決めてください。": (
        "Nothing is thrown away. Open each, and decide whether it is accepted."
    ),
    "記録": "Records",
    "届いた日時": "Arrived",
    "決めた日時": "Decided at",
    "古いものから順に出しています。決めると、次のものが出ます。": (
        "The oldest stand here; the next ones follow as these are decided."
    ),
    "決めたものは、まだありません。": "Nothing has been decided yet.",
    "中身を読めない記録": "Records that cannot be read",
    "受け入れた": "Accepted",
    "受け入れなかった": "Not accepted",
    "保留の一覧へ戻る": "Back to what is kept apart",
    "どの記録か": "What it is",
    "記録した日時": "Recorded at",
    "書かれていた文章": "What was written",
    "来場者のお名前などは、拠点の鍵で封をしてあり、本部では開きません。": (
        "Visitors' names and the like are sealed with the site's keys; headquarters cannot open them."
    ),
    "決めたこと": "Decision",
    "すること": "What to do",
    "決めた人": "Decided by",
    "理由のメモ": "Note",
    "証明が届き、ひとりでに": "by itself, with the certificate",
    "なぜ、そう決めましたか（決めた人の名前は、ひとりでに残ります）": (
        "Why did you decide so? (Your name is kept with it)"
    ),
    "受け入れる": "Accept",
    "受け入れない": "Do not accept",
    "保留の一覧を開く": "Open what is kept apart",
    "次の記録は、集計に入っていません": "These records are not in the figures",
    "受け入れなかった記録": "Not accepted",
    "同じ端末が2台あるおそれ": "Perhaps two of it",
    "同じ番号で別の記録が届きました。"
    "パソコンを丸ごと写して使っているときは、もう一台を、復旧用紙で拠点に加え直してください。": (
        "Different records came under one number."
        " If the computer was copied whole, enrol the other one anew by the recovery sheet."
    ),
}
ENGLISH = (
    _ENGLISH
    | APART_ENGLISH
    | JOB_ENGLISH
    | PARCEL_ENGLISH
    | PROVISIONAL_ENGLISH
    | PUBLISHING_ENGLISH
    | REPORT_ENGLISH
    | SITES_ENGLISH
    | WATCH_ENGLISH
)
UNITS = {
    "回": ("session", "sessions"),
    "人": ("person", "people"),
    "件": ("case", "cases"),
    "枚": ("sheet", "sheets"),
}
"""What stands after a number; in English of one and of several."""
UNSETTLED = {
    Conflict.DOUBLE_VISIT: "同じ方を2回受付",
    Conflict.SAME_SLIP: "同じ相談票を2回入力",
    Conflict.SAME_PERSON: "2回登録されたかもしれない方",
    Conflict.OVER_QUOTA: "定員より多い受付",
    Conflict.SAME_TICKET: "同じ整理番号",
    Conflict.SAME_PLACE: "同じ時刻と席の予約",
    Conflict.VERSIONS: "2通りの記録",
    Conflict.VOIDED_VISIT: "取り消した受付の相談",
}
REASONS = {code: each.name for code, each in WHY.items()}

REFUSALS = {
    "no_file": "ファイルを選んでください。",
    "catalogue_broken": "ファイルの書き方が正しくありません。",
    "catalogue_large": "ファイルが大きすぎます。",
    "catalogue_version": "版の番号が、いまの版より大きくありません。",
    "catalogue_dates": "日付が正しくありません。",
    "catalogue_deleted": "なくなっている番号があります。",
    "catalogue_reused": "別の意味になっている番号があります。",
    "catalogue_own": "V で始まる番号は、拠点が自分で使う番号です。",
    "handout_broken": "ファイルの書き方が正しくありません。",
    "handout_markup": "ファイルの書き方が正しくありません。",
    "handout_large": "ファイルが大きすぎます。",
    "handout_version": "版の番号が、いまの版より大きくありません。",
    "handout_own": "V で始まる番号は、拠点が自分で使う番号です。",
    "handout_topics": "相談内容の番号が、一覧にありません。",
    "my_number": "12桁の番号が含まれています",
    "card_number": "カードなどの番号が含まれています",
    "password": "パスワードが含まれています",
}
"""Of a new version of the topics or of a handout; in Japanese its own sentence says more."""


def translated(text: str, language: str) -> str:
    """The text itself, or its English."""
    return ENGLISH[text] if language == "en" else text
