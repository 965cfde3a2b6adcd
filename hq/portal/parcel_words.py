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
    "これは、窓口の受け渡しファイルではありません。「.mdgout」で終わる名前のファイルを選んでください。": (
        "This is no file that a laptop wrote to be brought here. Choose one whose name ends in .mdgout."
    ),
    "ファイルが大きすぎます。本部のパソコンで madoguchi-hq parcel take を使ってください。": (
        "The file is too large. Use madoguchi-hq parcel take on headquarters' own machine."
    ),
    "ファイルが途中で切れています。もう一度写してください。": "The file ends too early. Copy it once more.",
    "ファイルの中身がこわれています。もう一度写してください。": "The file is damaged. Copy it once more.",
    "新しい版の窓口で作られたファイルです。本部の窓口を新しい版にしてから、もう一度取り込んでください。": (
        "The file was made by a newer version of the program. Update headquarters, then take it again."
    ),
    "これは、本部から端末への返事のファイルです。端末で書き出したファイル（.mdgout）を選んでください。": (
        "This is an answer of headquarters, for a laptop. Choose the file that the laptop wrote (.mdgout)."
    ),
    "このファイルには記録が入っていません。端末で、もう一度書き出してもらってください。": (
        "There are no records in this file. Ask the site to write it again."
    ),
    "この端末は、この本部に登録されていません。本部に登録してから書き出し直すように、拠点に伝えてください。": (
        "The laptop that wrote it is not enrolled here. Ask the site to enrol it, then to write the file again."
    ),
    "ファイルはこわれていませんが、この端末の保留の記録が多すぎて、これ以上預かれません。"
    "先に「保留」で決めてから、もう一度取り込んでください。": (
        "The file is sound, but too much of this laptop's waits in quarantine already. "
        "Decide about that first, then take the file again."
    ),
}
WORDS = {
    "parcel_foreign": (
        "これは、窓口の受け渡しファイルではありません。「.mdgout」で終わる名前のファイルを選んでください。"
    ),
    "parcel_short": "ファイルが途中で切れています。もう一度写してください。",
    "parcel_damaged": "ファイルの中身がこわれています。もう一度写してください。",
    "parcel_too_new": (
        "新しい版の窓口で作られたファイルです。本部の窓口を新しい版にしてから、もう一度取り込んでください。"
    ),
    "parcel_is_answer": (
        "これは、本部から端末への返事のファイルです。端末で書き出したファイル（.mdgout）を選んでください。"
    ),
    "parcel_empty": "このファイルには記録が入っていません。端末で、もう一度書き出してもらってください。",
    "unknown_device": (
        "この端末は、この本部に登録されていません。本部に登録してから書き出し直すように、拠点に伝えてください。"
    ),
    "other_site": (
        "この端末は、この本部に登録されていません。本部に登録してから書き出し直すように、拠点に伝えてください。"
    ),
    "quarantine_full": (
        "ファイルはこわれていませんが、この端末の保留の記録が多すぎて、これ以上預かれません。"
        "先に「保留」で決めてから、もう一度取り込んでください。"
    ),
}
"""Why headquarters cannot take a file, by the code of the Problem, whose own words are for the laptop."""
REFUSALS = WORDS | {
    "no_file": "ファイルを選んでください。",
    "parcel_too_large": "ファイルが大きすぎます。本部のパソコンで madoguchi-hq parcel take を使ってください。",
}
"""What the page says; anything else is told as a damaged file."""
