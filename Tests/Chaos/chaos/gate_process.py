"""The gate itself: a TCP proxy on loopback, as a process of its own so that it never waits for the load.

Usage: gate_process.py LISTEN_PORT TARGET_PORT [TAP_FILE]. Commands come as lines of JSON on standard input, and each is
answered with a line. With a tap file, the marks of the questions that passed towards the target are appended to it.
"""

import asyncio
import json
import re
import sys

CHUNK = 64 * 1024
MARK = re.compile(rb"\[chaos:([0-9a-z-]+)\]")


class Tap:
    """Notes the last mark in each HTTP request body that passes: that is the question which was asked."""

    def __init__(self, path: str):
        self.file = open(path, "a", encoding="ascii")  # noqa: SIM115 - open as long as the process lives

    def reader(self):
        """Takes the pieces of one connection; remembers what belongs to a request that is not complete."""
        buffer = b""

        def feed(piece: bytes) -> None:
            nonlocal buffer
            buffer += piece
            while (end := buffer.find(b"\r\n\r\n")) >= 0:
                length = re.search(rb"(?i)\r\ncontent-length: *(\d+)", buffer[:end])
                size = end + 4 + (int(length[1]) if length else 0)
                if len(buffer) < size:
                    return
                if marks := MARK.findall(buffer[end:size]):
                    self.file.write(marks[-1].decode() + "\n")
                    self.file.flush()
                buffer = buffer[size:]

        return feed


class Gate:
    """Pipes connections through, in the way that the last command said."""

    def __init__(self, target: int, tap: Tap | None):
        self.target = target
        self.tap = tap
        self.delay = 0.0
        self.is_closed = False
        self.flowing = asyncio.Event()
        self.flowing.set()
        self.cut_after: int | None = None
        self.writers: set[asyncio.StreamWriter] = set()

    def command(self, name: str, amount: float) -> None:
        """`open` undoes everything; `close` cuts all and refuses more; `cut` cuts what there is; `midstream` cuts each
        connection after some bytes more; `slow` delays every piece by seconds; `hold` lets nothing through."""
        if name == "open":
            self.delay, self.is_closed, self.cut_after = 0.0, False, None
            self.flowing.set()
        elif name in ("close", "cut"):
            self.is_closed = name == "close"
            for writer in list(self.writers):
                writer.transport.abort()
        elif name == "midstream":
            self.cut_after = int(amount)
        elif name == "slow":
            self.delay = amount
        elif name == "hold":
            self.flowing.clear()

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_closed:
            writer.transport.abort()
            return
        try:
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.target)
        except OSError:
            writer.transport.abort()
            return
        both = {writer, far_writer}
        self.writers |= both
        feed = self.tap.reader() if self.tap else None
        up = asyncio.create_task(self.pipe(reader, far_writer, feed))
        down = asyncio.create_task(self.pipe(far_reader, writer, None, counts=True))
        await asyncio.wait({up, down}, return_when=asyncio.FIRST_COMPLETED)
        for task in (up, down):
            task.cancel()
        self.writers -= both
        for end in both:
            end.close()

    async def pipe(self, reader, writer, feed, counts: bool = False) -> None:
        """Ends when either side does; with `counts`, what passes counts for `midstream`."""
        left = None
        try:
            while piece := await reader.read(CHUNK):
                await self.flowing.wait()
                if self.delay:
                    await asyncio.sleep(self.delay)
                if feed:
                    feed(piece)
                if counts and self.cut_after is not None:
                    left = self.cut_after if left is None else left
                    if len(piece) > left:
                        writer.write(piece[:left])
                        await writer.drain()
                        writer.transport.abort()
                        return
                    left -= len(piece)
                writer.write(piece)
                await writer.drain()
        except OSError:
            return


async def main(listen: int, target: int, tap_file: str | None) -> None:
    gate = Gate(target, Tap(tap_file) if tap_file else None)
    server = await asyncio.start_server(gate.serve, "127.0.0.1", listen)
    loop = asyncio.get_running_loop()
    print("ready", flush=True)
    async with server:
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            order = json.loads(line)
            gate.command(order["name"], order["amount"])
            print("done", flush=True)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None))
