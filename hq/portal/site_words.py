"""English for sites by day and for the calendar of sessions; `words.ENGLISH` takes it in."""

SITES_ENGLISH = {
    "きょうは予定なし": "Nothing planned today",
    "予定なし": "Nothing planned",
    "最後に締めた日": "Last day closed",
    "まだ締めていません": "Never closed yet",
}
