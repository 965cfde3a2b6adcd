"""設定 › 配布資料: the handouts with their versions, and the editor."""
