"""The screens 来場者を表から取り込む and 予約を表から取り込む."""
