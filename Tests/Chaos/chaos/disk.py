"""A small disk that can be filled up and freed again."""

import contextlib
import errno
import os
import subprocess
from pathlib import Path


class SmallDisk:
    """A file system in memory of a few megabytes at a folder; mounting it needs root."""

    def __init__(self, folder: Path, megabytes: int):
        self.folder = folder
        self.megabytes = megabytes

    @property
    def ballast(self) -> Path:
        return self.folder / "ballast"

    def mount(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        options = f"size={self.megabytes}m,mode=0755"
        subprocess.run(["mount", "-t", "tmpfs", "-o", options, "chaos", self.folder], check=True)

    def fill(self) -> None:
        """Takes all that is free: the next byte that anybody writes is refused."""
        with self.ballast.open("ab") as file:
            for size in (1 << 20, 1 << 12):
                with contextlib.suppress(OSError):
                    while True:
                        os.posix_fallocate(file.fileno(), file.tell(), size)
                        file.seek(size, os.SEEK_CUR)

    def is_full(self) -> bool:
        try:
            (self.folder / "one-more").write_bytes(b"x" * 8192)
        except OSError as error:
            return error.errno == errno.ENOSPC
        finally:
            (self.folder / "one-more").unlink(missing_ok=True)
        return False

    def free(self) -> None:
        self.ballast.unlink(missing_ok=True)

    def unmount(self) -> None:
        subprocess.run(["umount", "--lazy", self.folder], check=False)
