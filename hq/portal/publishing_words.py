"""English for the pages on which lists are published; `words.ENGLISH` takes it in."""

CHANGES = {
    "added": "追加",
    "retired": "終了日の変更",
    "offered_again": "再開",
    "reworded": "言い方の変更",
    "changed": "中身の変更",
}
HINTS = {
    "topics": "番号は消せません。使わなくなった項目には、終わりの日（valid_to）を入れます。",
    "handouts": "版の番号は、いまより大きくします。使い始める日（valid_from）を書くと、その日から使われます。",
    "programmes": (
        "番号は消せません。種類（kind）と含まれる先（counts_in）は変えられません。"
        "使わなくなった事業には、終わりの日（valid_to）を入れます。"
    ),
    "municipalities": (
        "番号は消せません。合併した市区町村には、終わりの日（valid_to）と合併先（merged_into）を入れます。"
    ),
}
"""What the next version must keep to, by page."""
PUBLISHING_ENGLISH = {
    "いまある市区町村": "present municipalities",
    "合併などで終わったもの": "merged or ended",
    "都道府県": "prefectures",
    "相談内容の一覧": "Topics",
    "事業の一覧": "Programmes",
    "市区町村の一覧": "Municipalities",
    "中身の変更": "Content changed",
    "いまの事業": "Programmes in force",
    "終わりの日": "Until",
    HINTS["programmes"]: (
        "Codes cannot be removed, nor kind and counts_in changed. A programme that is not used any more gets valid_to."
    ),
    HINTS["municipalities"]: "Codes cannot be removed. A municipality that was merged gets valid_to and merged_into.",
    "種類か、含まれる先が変わっています。": "A kind, or what a programme counts in, is another.",
}
PROBLEMS = {
    "list_large": "ファイルが大きすぎます。",
    "list_version": "版の番号が、いまの版より大きくありません。",
    "list_dates": "日付が正しくありません。",
    "programmes_deleted": "なくなっている番号があります。",
    "programmes_reused": "別の意味になっている番号があります。",
    "programmes_counted": "種類か、含まれる先が変わっています。",
    "programmes_dates": "日付が正しくありません。",
    "programmes_own": "V で始まる番号は、拠点が自分で使う番号です。",
    "municipalities_deleted": "なくなっている番号があります。",
}


def told() -> set[str]:
    """Every text that comes from elsewhere than a template."""
    headings = {"変わること", "番号", "名前", "どこが", "前の文章", "新しい文章"}
    counted = {"いまある市区町村", "合併などで終わったもの", "都道府県"}
    return {*PROBLEMS.values(), *CHANGES.values(), *HINTS.values(), *headings, *counted}
