"""Size of the page's own scripts and styles, without the libraries that come from elsewhere."""

import gzip
from collections.abc import Iterator
from pathlib import Path

from support.places import ROOT

TITLE = "The page's own files (libraries not counted)"
PUBLIC = ROOT / "Sources" / "WebApp" / "Public"
KINDS = {"scripts": {".js", ".mjs"}, "styles": {".css"}, "markup": {".html"}}


def measure() -> Iterator[tuple[str, str]]:
    own = [path for path in PUBLIC.rglob("*") if path.is_file() and "vendor" not in path.relative_to(PUBLIC).parts]
    total = [0, 0]
    for label, suffixes in KINDS.items():
        files = [path for path in own if path.suffix in suffixes]
        raw, packed = sizes(files)
        total = [total[0] + raw, total[1] + packed]
        yield f"{label}, {len(files)} files", shown(raw, packed)
    yield "together", shown(*total)


def sizes(files: list[Path]) -> tuple[int, int]:
    contents = [path.read_bytes() for path in files]
    return sum(map(len, contents)), sum(len(gzip.compress(content, 6)) for content in contents)


def shown(raw: int, packed: int) -> str:
    return f"{raw / 1024:7.1f} KB, gzip {packed / 1024:.1f} KB"
