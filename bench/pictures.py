"""A photo of 12 megapixels: kept, and its variants made; beside a bare JPEG of Pillow's."""

import io
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any

from PIL import Image, ImageChops

from bench.table import Figure
from blog.media.child import Prints, develop
from blog.media.sizes import wanted

_PART = "A photo of 12 megapixels"
_SIZE = (4000, 3000)
_MEGABYTE = 1024
# A process of its own, which says what it took at most.
_PEAK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdin=sys.stdin, stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr)
"""


def variants() -> Iterator[Figure]:
    """In the processes that the site starts for it, one after the other."""
    photo = _photo()
    bare = _bare_seconds(photo)
    with TemporaryFile() as file:
        file.write(photo)
        file.flush()
        began = time.perf_counter()
        kept = develop(file)
        took = time.perf_counter() - began
    beside: dict[str, Any] = {"beside": bare, "beside_name": "s, decoded and encoded by Pillow"}
    yield Figure(part=_PART, name="taken in", value=took, unit="s", **beside)
    sizes = wanted(kept.width, kept.ending)
    began = time.perf_counter()
    made = list(Prints(kept.body, sizes))
    took = time.perf_counter() - began
    name = f"its {len(made)} variants"
    yield Figure(part=_PART, name=name, value=took, unit="s", **beside)
    for name, body, job in (
        ("memory at most, taken in", photo, '{"job": "master"}'),
        ("memory at most, variants", kept.body, _job(sizes)),
    ):
        yield Figure(part=_PART, name=name, value=_peak(body, job), unit="MB")


def _photo() -> bytes:
    """With the noise of a real one, which is what takes the time."""
    light = Image.radial_gradient("L").resize(_SIZE)
    colours = (light, Image.linear_gradient("L").resize(_SIZE), ImageChops.invert(light))
    noise = Image.effect_noise(_SIZE, 10)
    noisy = ImageChops.add(Image.merge("RGB", colours), Image.merge("RGB", (noise,) * 3), 2)
    return _jpeg(noisy, 92)


def _bare_seconds(photo: bytes) -> float:
    began = time.perf_counter()
    _jpeg(Image.open(io.BytesIO(photo)), 88)
    return time.perf_counter() - began


def _jpeg(image: Image.Image, quality: int) -> bytes:
    out = io.BytesIO()
    image.save(out, "JPEG", quality=quality)
    return out.getvalue()


def _job(sizes: list[tuple[int, str]]) -> str:
    pairs = ", ".join(f'[{width}, "{ending}"]' for width, ending in sizes)
    return f'{{"job": "variants", "wanted": [{pairs}]}}'


def _peak(body: bytes, job: str) -> float:
    program = Path(__file__).parents[1] / "blog" / "media" / "develop.py"
    command = [sys.executable, "-c", _PEAK, sys.executable, "-I", os.fspath(program), job]
    with TemporaryFile() as file:
        file.write(body)
        file.seek(0)
        done = subprocess.run(command, stdin=file, stderr=subprocess.PIPE, check=True)
    return int(done.stderr) / _MEGABYTE
