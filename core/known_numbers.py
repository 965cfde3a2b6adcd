"""Numbers that a note may hold: dates, times, phone numbers, postcodes, amounts and counts.

Patterns are for text in NFKC. Every one is bounded and the whole is atomic, so matching stays linear.
Atomic groups, no possessive quantifiers on groups: Python 3.11.2 gets those wrong.
"""

import re

DASHES = "-‐‑‒–—―−ー"

_JOINED = rf"[{DASHES}./・_,]"
_GAP = rf"[{DASHES} .]?"
_PHONE = rf"""
    \+81(?:{_GAP}[0-9]){{9,10}}
  | 0[0-9]{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}
  | 0[0-9]{{2}}{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}
  | 0[0-9]{{3}}{_GAP}(?:[0-9]{{2}}{_GAP}[0-9]{{4}} | [0-9]{{3}}{_GAP}[0-9]{{3}})
  | 0[0-9]{{4}}{_GAP}[0-9]{_GAP}[0-9]{{4}}
  | 0[5789]0{_GAP}[0-9]{{4}}{_GAP}[0-9]{{4}}
  | 0800{_GAP}[0-9]{{3}}{_GAP}[0-9]{{4}}
"""
_POSTCODE = rf"〒\ ?[0-9]{{7}} | (?:〒\ ?)?[0-9]{{3}}[{DASHES}][0-9]{{4}}"
_MONTH, _DAY = r"(?:1[0-2]|0?[1-9])", r"(?:3[01]|[12][0-9]|0?[1-9])"
_DATE = rf"""
    (?:19|20)[0-9]{{2}}[{DASHES}/.]{_MONTH}[{DASHES}/.]{_DAY}
  | (?:令和|平成|昭和|大正|[RHST])[0-9]{{1,2}}[{DASHES}/.]{_MONTH}[{DASHES}/.]{_DAY}
  | (?<![0-9]/){_MONTH}/{_DAY}(?!/[0-9])
"""
_TIME = r"(?:2[0-4]|[01]?[0-9]):[0-5][0-9](?::[0-5][0-9])?"
_KANJI = "[〇一二三四五六七八九]"
_DIGIT = "[0-9〇一二三四五六七八九]"
_NUMBER = rf"""
    (?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,2}} | [0-9]{{1,8}} | (?<!{_KANJI}){_KANJI}{{1,8}})
    (?:\.[0-9]{{1,2}})?
"""
_UNITS = (
    "[千万億]?円|ドル|ポイント|歳|才|年|[かヶカヵ]月|週|日|時|分|秒|人|名|回|件|台|枚|個|本|冊|階|期|組|"
    "番|号|丁目|点|つ|%|[KMGT]B|[kcm]m|kg"
)
_AMOUNT = rf"[¥\\]\ ?{_NUMBER} | {_NUMBER}\ ?(?:{_UNITS}|月)"
_ITEM = rf"(?>(?:{_PHONE} | {_POSTCODE} | {_DATE} | {_TIME} | {_AMOUNT})(?:(?<![0-9])|(?![0-9])))"

KNOWN = re.compile(
    rf"""
    (?<!{_DIGIT}) (?<!{_DIGIT}{_JOINED})  # nothing that runs on from the left,
    {_ITEM} (?>(?:{_JOINED}{_ITEM})*)   # one item or several joined, such as 13:00-16:00,
    (?:(?<![0-9]) | (?!{_JOINED}?{_DIGIT}))  # nothing that runs on to the right
    """,
    re.VERBOSE,
)
