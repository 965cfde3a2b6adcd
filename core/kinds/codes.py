"""Ids and codes that events tell: short, since databases find rows by them."""

from typing import Annotated

import msgspec

Code = Annotated[str, msgspec.Meta(max_length=64)]
"""What is longer is not what its kind declares: no index of headquarters could hold it, and every report would fail."""
