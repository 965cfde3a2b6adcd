"""Reading our papers back: their text, and what their pixels show."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
