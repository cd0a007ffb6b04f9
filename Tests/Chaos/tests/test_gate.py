"""The gate lets through, cuts, slows and holds, as it is told."""

import socket
import threading
import time

import pytest
from chaos.gate import Gate


class Echo(threading.Thread):
    """Sends back whatever comes."""

    def __init__(self):
        super().__init__(daemon=True)
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    def run(self) -> None:
        while True:
            connection, _ = self.listener.accept()
            threading.Thread(target=self.answer, args=(connection,), daemon=True).start()

    def answer(self, connection: socket.socket) -> None:
        with connection:
            try:
                while piece := connection.recv(65536):
                    connection.sendall(piece)
            except OSError:
                return


@pytest.fixture
def tap(tmp_path):
    return tmp_path / "tap.txt"


@pytest.fixture
def gate(tap):
    echo = Echo()
    echo.start()
    gate = Gate(echo.port, tap)
    gate.start()
    yield gate
    gate.stop()
    echo.listener.close()


def connect(gate: Gate) -> socket.socket:
    return socket.create_connection(("127.0.0.1", gate.port), timeout=5)


def exchange(connection: socket.socket, text: bytes) -> bytes:
    connection.sendall(text)
    return connection.recv(len(text), socket.MSG_WAITALL)


def is_cut(connection: socket.socket) -> bool:
    try:
        return connection.recv(1) == b""
    except ConnectionError:
        return True


def test_it_lets_through(gate):
    with connect(gate) as connection:
        assert exchange(connection, b"there and back") == b"there and back"


def test_it_cuts_what_there_is_and_lets_new_connections_through(gate):
    with connect(gate) as connection:
        exchange(connection, b"once")
        gate.order("cut")
        assert is_cut(connection)
    with connect(gate) as connection:
        assert exchange(connection, b"again") == b"again"


def test_it_refuses_while_it_is_closed(gate):
    gate.order("close")
    with connect(gate) as connection:
        assert is_cut(connection)
    gate.order("open")
    with connect(gate) as connection:
        assert exchange(connection, b"again") == b"again"


def test_it_cuts_in_the_middle(gate):
    gate.order("midstream", 5)
    with connect(gate) as connection:
        connection.sendall(b"0123456789")
        received = b""
        while len(received) < 10:
            try:
                piece = connection.recv(10)
            except ConnectionError:
                break
            if not piece:
                break
            received += piece
        assert len(received) <= 5


def test_it_holds_and_then_delivers(gate):
    with connect(gate) as connection:
        exchange(connection, b"once")
        gate.order("hold")
        connection.sendall(b"late")
        connection.settimeout(0.3)
        with pytest.raises(TimeoutError):
            connection.recv(4)
        gate.order("open")
        connection.settimeout(5)
        assert connection.recv(4) == b"late"


def test_it_slows(gate):
    gate.order("slow", 0.1)
    with connect(gate) as connection:
        began = time.monotonic()
        exchange(connection, b"slowly")
        assert time.monotonic() - began >= 0.2, "there and back"


def test_it_notes_the_last_mark_of_each_request(gate, tap):
    body = b'{"messages": ["[chaos:000001]", "[chaos:000002]"]}'
    request = b"POST / HTTP/1.1\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    with connect(gate) as connection:
        exchange(connection, request[:40])
        exchange(connection, request[40:])
    assert tap.read_text().split() == ["000002"]
