"""English for the pages of 速報値; `words.ENGLISH` takes it in."""

from hq.provisional.told import HOW_WORDS

PROVISIONAL_ENGLISH = {
    "速報値": "Told ahead",
    "電話": "Phone",
    "FAX": "Fax",
    "メール": "Mail",
    "「この日の全部」は、事業や会の種類が決まっている集計（定期相談会の実績など）には入りません。"
    "分かるときは、事業を選んでください。": (
        "“All of that day” is in no report on one programme or sort of session, such as regular sessions: "
        "choose the programme where you know it."
    ),
    "種類": "Sort",
    "事業": "Programme",
    (
        "電話やFAXで聞いた数を入れます。その日の記録が届くまで、集計に※をつけて数えます。"
        "届くと、ひとりでに記録の数に変わります。"
    ): (
        "Enter what a site told by telephone or fax. Reports count it with ※ until the records of that day arrive, "
        "and the records alone from then on."
    ),
    "速報値を入れる": "Enter what was told",
    "数を直す": "Amend",
    "この数にする": "Save these numbers",
    "何の数か": "Of what",
    "届いた方法": "How it came",
    "メモ": "Note",
    "開催した日": "Day",
    "分からない数は、空のままにします。": "Leave a number empty that nobody said.",
    "記録を待っている速報値": "Waiting for records",
    "記録を待っている速報値はありません。": "Nothing waits for its records.",
    "記録が届いた速報値": "Records that arrived",
    "聞いた数": "Told",
    "届いた分": "Arrived",
    (
        "聞いた数と、届いた記録の数です。差は、届いた数から聞いた数を引いたものです。"
        "いまは届いた記録だけを数えています。"
    ): (
        "What was told, and the records that arrived. The difference is what arrived less what was told. "
        "The records alone count now."
    ),
    "差": "Difference",
    "取り消した速報値": "Taken back",
    "速報値の一覧へ戻る": "Back to the list",
    "取り消す": "Take back",
    "取り消しました。数えていません。数を入れて「この数にする」を押すと、もう一度数えます。": (
        "Taken back: it does not count. It counts again once you save numbers."
    ),
    "記録が届いています。集計には、届いた記録だけが入っています。": "The records are here, and they alone count.",
    "記録がまだ届いていません。集計には、※をつけて入っています。": "The records are not here yet: it counts, with ※.",
    "これまでの版": "Versions",
    "入れた人": "By",
    "入れた日時": "At",
    "取り消し": "Taken back",
    "速報値あり": "Told ahead",
    "拠点を選んでください。": "Please choose a site.",
    "数が入っていません。": "There is no number.",
    "数が正しくありません。": "A number is not right.",
    "メモが長すぎます。": "The note is too long.",
    "開催した日を入れてください。": "Please enter a day that is not ahead.",
    "この拠点のこの日の記録は、もう届いています。": "The records of that site and day are here already.",
    "この拠点のこの日の速報値は、もう入っています。": "The same was told already. Amend it, or take it back first.",
    "一覧から選び直してください。": "Please choose from the list.",
}
PROBLEMS = {
    "no_such_site": "拠点を選んでください。",
    "provisional_empty": "数が入っていません。",
    "provisional_number": "数が正しくありません。",
    "provisional_note": "メモが長すぎます。",
    "provisional_day": "開催した日を入れてください。",
    "provisional_arrived": "この拠点のこの日の記録は、もう届いています。",
    "provisional_twice": "この拠点のこの日の速報値は、もう入っています。",
    "provisional_kind": "一覧から選び直してください。",
    "provisional_how": "一覧から選び直してください。",
    "programme_unknown": "一覧から選び直してください。",
    "my_number": "メモに番号やパスワードは書けません。",
}


def told() -> set[str]:
    """Every text that comes from elsewhere than a template."""
    return {*PROBLEMS.values(), *HOW_WORDS.values(), "種類", "事業"}
