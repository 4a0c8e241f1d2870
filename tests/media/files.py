"""Files as people and strangers send them."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO, Any

from PIL import Image, ImageDraw

ORIENTATION, GPS, MAKE = 0x0112, 0x8825, 0x010F
FORM = "multipart/form-data; boundary=cut"


def photo(
    size: tuple[int, int] = (400, 300), *, red: int = 180, ending: str = "JPEG", **options: Any
) -> bytes:
    """Its upper half is red, the lower one blue; another `red` is another picture."""
    image = Image.new("RGB", size, (red, 30, 30))
    image.paste((20, 20, 200), (0, size[1] // 2, *size))
    return encoded(image, ending, **options)


def telling_photo(**options: Any) -> bytes:
    """One that says where and with what it was taken."""
    exif = Image.Exif()
    exif[MAKE] = "Secretcam"
    exif.get_ifd(GPS).update({1: "N", 2: (47.0, 22.0, 11.0), 3: "E", 4: (8.0, 32.0, 9.0)})
    return photo(
        exif=exif, comment=b"at home, alone", xmp=b"<x:xmpmeta>XMPSAYS</x:xmpmeta>", **options
    )


def lying_photo() -> bytes:
    """400 by 300 as a phone held upright writes it: it says that it is to be turned."""
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    return photo(exif=exif)


def drawing(size: tuple[int, int] = (400, 300), *, transparent: bool = False) -> bytes:
    image = Image.new(
        "RGBA" if transparent else "RGB", size, (0, 0, 0, 0) if transparent else "white"
    )
    ImageDraw.Draw(image).ellipse(
        (20, 20, 200, 200), fill=(11, 93, 87, 255) if transparent else "teal"
    )
    return encoded(image, "PNG")


def moving(ending: str = "GIF") -> bytes:
    frames = [Image.new("RGB", (20, 20), colour) for colour in ("red", "blue")]
    return encoded(frames[0], ending, save_all=True, append_images=frames[1:])


def encoded(image: Image.Image, ending: str, **options: Any) -> bytes:
    out = io.BytesIO()
    image.save(out, ending, **options)
    return out.getvalue()


def opened(body: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(body))
    image.load()
    return image


@contextmanager
def on_disk(body: bytes) -> Iterator[IO[bytes]]:
    with TemporaryFile() as file:
        file.write(body)
        file.flush()
        yield file


def encoded_form(token: str, *chosen: tuple[bytes, str]) -> bytes:
    """The upload form as a browser sends it; each file its bytes and its name."""
    head = b'--cut\r\nContent-Disposition: form-data; name="'
    parts = [head, b'csrf_token"\r\n\r\n', token.encode(), b"\r\n"]
    for body, name in chosen:
        parts += [head, f'file"; filename="{name}"\r\n'.encode()]
        parts += [b"Content-Type: image/jpeg\r\n\r\n", body, b"\r\n"]
    return b"".join((*parts, b"--cut--\r\n"))
