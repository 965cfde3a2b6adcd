"""English for what the portal says of records that are kept apart; `words.ENGLISH` takes it in."""

from core.kind_words import OTHER, WORDS
from hq.quarantine.reasons import PAPERS, REASONS

APART_ENGLISH = {
    "受付": "Receptions",
    "予約": "Bookings",
    "カード": "Cards",
    "要確認の決定": "Settlements",
    "相談": "Consultations",
    "一日の締め": "Closed days",
    "勤務": "Duties",
    "現金": "Cash",
    "できごと": "Incidents",
    "貸出": "Loans",
    "来場者の登録": "Visitors on record",
    "担当者の登録": "Supporters on record",
    "オープンバッジ": "Open badges",
    "現金の確認": "Cash counts",
    "拠点の事業": "The site's own programmes",
    "提出した報告": "Reports handed in",
    "件数だけの実績": "Results known as counts alone",
    "くりかえす予定": "Plans that recur",
    "担当者の募集": "Staff wanted",
    "担当者の割り当て": "Staff assigned",
    "研修": "Trainings",
    "整理番号": "Numbers",
    "会の予定": "Sessions planned",
    "拠点の相談内容": "The site's own topics",
    "その他の記録": "Other records",
    "個人情報を開く鍵": "Keys to personal data",
    "端末の証明": "Certificates of laptops",
    "拠点の鍵の受け渡し": "The site's keys",
    "端末の停止": "Laptops revoked",
    "●●●のところが本当に番号やパスワードなら「受け入れない」を選び、拠点で直してもらいます。"
    "機器の製造番号などなら「受け入れる」を選びます。": (
        "If ●●● really is such a number or a password, do not accept it, and have the site put the record right. "
        "If it is the serial number of a machine, say, accept it."
    ),
    "受け入れることはできません。拠点で記録を入れ直してもらい、「受け入れない」を選びます。": (
        "This cannot be accepted. Have the site enter the record anew, and do not accept this one."
    ),
    "端末が新しい番号で送り直しているので、することはありません。「受け入れない」で片付けられます。": (
        "The laptop has sent it again under another number: nothing to do. 'Do not accept' puts this away."
    ),
    "新しい番号でもう届いているため、二重になります。": "It has arrived under another number and would count twice.",
    "だれが書いたかを確かめられない記録は、受け入れることができません。": (
        "A record of which nobody can prove who wrote it cannot be accepted."
    ),
    "拠点でこの端末の証明が済むと、ひとりでに受け入れます。そのままお待ちください。": (
        "It is accepted by itself once the site has certified this laptop. Please wait."
    ),
    "端末をなくす前に書かれた記録だと確かめられたら「受け入れる」、分からなければ「受け入れない」を選びます。": (
        "Accept it if you are sure that it was recorded before the laptop was lost; if not, do not."
    ),
    "本部のプログラムを新しくしてから「受け入れる」を押すと、もう一度確かめます。": (
        "Upgrade headquarters, then press 'Accept': it is looked at once more."
    ),
    "本部が読める形の個人情報は、受け入れることができません。": (
        "Personal data that headquarters could read cannot be accepted."
    ),
    "もとの拠点の端末から送り直してもらい、「受け入れない」を選びます。": (
        "Have a laptop of its own site send it, and do not accept this one."
    ),
    "別の拠点の記録は、ここには受け入れることができません。": "Another site's records cannot be accepted here.",
    "端末の登録と証明が済んでから「受け入れる」を押すと、もう一度確かめます。": (
        "Once the laptop is enrolled and certified, press 'Accept': it is looked at once more."
    ),
    "番号の合わない記録は、受け入れることができません。": "A record whose numbers do not fit cannot be accepted.",
    "受け入れました。集計に入ります。": "Accepted. It counts from now on.",
    "受け入れないことにしました。記録は消さずに残してあります。": (
        "Not accepted. The record is kept, and counts nowhere."
    ),
    "だれが、なぜ決めたかを書いてください。": "Please write why.",
    "まだ受け入れられません。そのまま保留にしておきます。": "It cannot be accepted yet, and stays as it is.",
    "この記録は、もう受け入れています。": "This was accepted already: only the site can take it back.",
    "メモに番号やパスワードは書けません。": "A note must not hold such a number or a password.",
}
DONE = {
    "released": "受け入れました。集計に入ります。",
    "rejected": "受け入れないことにしました。記録は消さずに残してあります。",
}
PROBLEMS = {
    "no_note": "だれが、なぜ決めたかを書いてください。",
    "still_refused": "まだ受け入れられません。そのまま保留にしておきます。",
    "counts_already": "この記録は、もう受け入れています。",
    "my_number": "メモに番号やパスワードは書けません。",
    "card_number": "メモに番号やパスワードは書けません。",
    "password": "メモに番号やパスワードは書けません。",
}


def told() -> set[str]:
    """Every text that comes from elsewhere than a template; a test holds the English against it."""
    reasons = {text for each in REASONS.values() for text in (each.name, each.next_step, each.never) if text}
    return {*reasons, *WORDS.values(), OTHER, *DONE.values(), *PROBLEMS.values(), *PAPERS.values()}
