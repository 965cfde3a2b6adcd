"""English for the page where laptops' files are taken; `words.ENGLISH` takes it in."""

PARCEL_ENGLISH = {
    "ファイルで届いた記録": "Records brought as a file",
    "端末で書き出したファイル（.mdgout）を取り込み、返事のファイル（.mdgin）を受け取ります。": (
        "Take the file that a laptop wrote (.mdgout), and get the answer to carry back (.mdgin)."
    ),
    "ファイル（.mdgout、止めた端末では .mdgrest）": "File (.mdgout; of a stopped laptop .mdgrest)",
    "取り込んで、返事を受け取る": "Take it and get the answer",
    "返事のファイルは、書き出した端末だけで使えます。同じUSBメモリーに入れて、拠点に渡してください。"
    "同じファイルをもう一度取り込んでも、記録は二重になりません。": (
        "The answer is for the laptop that wrote the file. Put it on the same stick and give that back to the site. "
        "Taking the same file twice changes nothing."
    ),
    "32MBより大きいファイルは、本部のパソコンで madoguchi-hq parcel take を使って取り込みます。": (
        "Files above 32 MB are taken on headquarters' own machine by madoguchi-hq parcel take."
    ),
    "これは、窓口の受け渡しファイルではありません。": "This is no file that a laptop wrote to be brought here.",
    "ファイルが途中で切れています。もう一度写してください。": "The file ends too early. Copy it once more.",
    "ファイルの中身がこわれています。もう一度写してください。": "The file is damaged. Copy it once more.",
    "新しい版の窓口で作られたファイルです。": "The file was made by a newer version of the program.",
    "これは、本部から端末への返事のファイルです。": "This is an answer of headquarters, for a laptop.",
    "このファイルには記録が入っていません。": "There are no records in this file.",
    "この端末は、この本部に登録されていません。": "The laptop that wrote it is not enrolled here.",
}
REFUSALS = {
    "no_file": "ファイルを選んでください。",
    "parcel_foreign": "これは、窓口の受け渡しファイルではありません。",
    "parcel_short": "ファイルが途中で切れています。もう一度写してください。",
    "parcel_damaged": "ファイルの中身がこわれています。もう一度写してください。",
    "parcel_too_large": "ファイルが大きすぎます。",
    "parcel_too_new": "新しい版の窓口で作られたファイルです。",
    "parcel_is_answer": "これは、本部から端末への返事のファイルです。",
    "parcel_empty": "このファイルには記録が入っていません。",
    "unknown_device": "この端末は、この本部に登録されていません。",
    "other_site": "この端末は、この本部に登録されていません。",
}
"""What the page says, by the code of the Problem; anything else is told as a damaged file."""
