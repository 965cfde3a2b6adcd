"""A card held before the camera, for the pictures of the guide."""

import qrcode
from PIL import Image, ImageDraw, ImageFilter, ImageOps
from PySide6.QtGui import QImage

from core.card_code import CodeKind, with_check

_SIZE = (480, 360)
_CARD = (250, 158)


def card_in_hand() -> QImage:
    """As the viewfinder gets it: grey, left and right exchanged."""
    room = ImageOps.colorize(Image.linear_gradient("L").resize(_SIZE), "#5a5a5a", "#9a9a9a").convert("L")
    mask = Image.new("L", _CARD, 0)
    ImageDraw.Draw(mask).rounded_rectangle((0, 0, _CARD[0] - 1, _CARD[1] - 1), 10, 255)
    card = Image.new("L", _CARD, 240)
    code = qrcode.QRCode(box_size=4, border=2)
    code.add_data(with_check(CodeKind.CARD, "0123456789CD"))
    card.paste(code.make_image().get_image().convert("L"), (75, 26))
    turned, shape = (part.rotate(6, Image.Resampling.BICUBIC, expand=True) for part in (card, mask))
    room.paste(turned, ((_SIZE[0] - turned.width) // 2, (_SIZE[1] - turned.height) // 2), shape)
    seen = ImageOps.mirror(room.filter(ImageFilter.GaussianBlur(0.8)))
    return QImage(seen.tobytes(), *_SIZE, _SIZE[0], QImage.Format.Format_Grayscale8).copy()
