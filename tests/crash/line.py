"""A worker's line to PostgreSQL that can be cut: nothing is forwarded or closed, as behind a dead switch."""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections.abc import Iterator

from sqlalchemy import make_url

_PIECE = 65536
_LOOK_SECONDS = 0.2


class Line:
    """One listening port; every connection made to it goes on to the server while the line is whole."""

    def __init__(self, url: str) -> None:
        parts = make_url(url)
        host = str(parts.query.get("host") or parts.host)
        self._unix = f"{host}/.s.PGSQL.{parts.port or 5432}" if host.startswith("/") else None
        self._server = (host, parts.port or 5432)
        self._listening = socket.create_server(("127.0.0.1", 0))
        here = parts.set(host="127.0.0.1", port=self._listening.getsockname()[1], query={})
        here = here.update_query_dict({"sslmode": "disable", "gssencmode": "disable"})
        self.url = here.render_as_string(hide_password=False)
        self._whole = threading.Event()
        self._whole.set()
        self._over = threading.Event()
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        self._whole.clear()

    def mend(self) -> None:
        self._whole.set()

    def close(self) -> None:
        self._over.set()
        self._whole.set()
        self._listening.shutdown(socket.SHUT_RDWR)  # ends the accept
        self._listening.close()

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                far = socket.socket(socket.AF_UNIX if self._unix else socket.AF_INET)
                far.connect(self._unix or self._server)
                threading.Thread(target=self._carry, args=(near, far), daemon=True).start()

    def _carry(self, near: socket.socket, far: socket.socket) -> None:
        """What was read before the cut arrives after it is mended: late, in order, nothing lost, as TCP has it."""
        with near, far, contextlib.suppress(OSError):
            while not self._over.is_set():
                for one in select.select([near, far], [], [], _LOOK_SECONDS)[0]:
                    piece = one.recv(_PIECE)
                    if not piece:
                        return
                    self._whole.wait()
                    (far if one is near else near).sendall(piece)


@contextlib.contextmanager
def line_to(url: str) -> Iterator[Line]:
    line = Line(url)
    try:
        yield line
    finally:
        line.close()
