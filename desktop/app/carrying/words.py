"""How a parcel that was written stands, in words of the desk."""

STATES = {
    "waiting": "本部の返事待ち",
    "answered": "返事を取り込みました",
    "overtaken": "新しい返事で済みました",
    "arrived": "本部に届いています",
    "handed": "ほかの端末用",
}
"""By `Medium.state`."""
