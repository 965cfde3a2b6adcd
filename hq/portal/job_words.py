"""English for the page of a report that is being counted; `words.ENGLISH` takes it in."""

JOB_ENGLISH = {
    "順番を待っています。": "Waiting for its turn.",
    "数えています。ほかの画面を見ていても、続きます。": "Counting. It goes on while you look at other pages.",
    "集計できませんでした。": "The report could not be made.",
    "集計をやめました。": "Cancelled.",
    "途中で止まりました。もう一度始めてください。": "It stopped halfway. Please start it again.",
    "集計の一覧へ戻る": "Back to the reports",
    "期間が長いので、数え終わるまでお待ちください。終わると、この画面が表に変わります。": (
        "The period is long: please wait until it is counted. This page then turns into the table."
    ),
    "まで数えました": "counted so far",
    "いまの様子を見る": "Look again",
    "集計をやめる": "Cancel",
    "もう一度数える": "Count again",
    "この表は、前に数えたものです。": "This table was counted earlier.",
    "長い期間の集計が、もういくつも待っています。": "Several long reports are waiting already.",
    "前の集計が終わってから、もう一度お試しください。": "Please try again when those have ended.",
    "期間が長いので、先に表の画面で数えます。": "The period is long: it is counted on the page of the table first.",
    "表の画面を開いて、数え終わるまでお待ちください。": "Open that page and wait until it is counted.",
}


WORDS = {
    "waiting": "順番を待っています。",
    "running": "数えています。ほかの画面を見ていても、続きます。",
    "failed": "集計できませんでした。",
    "cancelled": "集計をやめました。",
    "stopped": "途中で止まりました。もう一度始めてください。",
}
"""By `hq.reports.jobs.JobState`."""
_PROBLEMS = (
    "長い期間の集計が、もういくつも待っています。",
    "前の集計が終わってから、もう一度お試しください。",
    "期間が長いので、先に表の画面で数えます。",
    "表の画面を開いて、数え終わるまでお待ちください。",
)


def told() -> set[str]:
    """Every text that comes from elsewhere than a template."""
    return {*WORDS.values(), *_PROBLEMS}
