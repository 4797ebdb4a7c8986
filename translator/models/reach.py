"""Whether the hub's host takes a connection: told in a second, and remembered for minutes."""

from __future__ import annotations

import json
import socket
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from translator.errors import HubError
from translator.models.files import note_json

DEADLINE = 1.2  # seconds, name look-up included; a run without a network waits no longer
REMEMBERED = 600.0  # seconds for which a failure is believed


@dataclass(frozen=True)
class Reach:
    """The way to one hub."""

    endpoint: str
    memo: Path  # JSON: endpoint -> time of the last failure, seconds since 1970

    def check(self, *, remember: bool = False) -> None:
        """Raises HubError when no connection is made before the deadline.

        With `remember`, a failure of the last minutes is believed without another try.
        """
        if remember and self._failed_lately():
            raise self._error("could not be reached some minutes ago")
        if not connects(*_address(self.endpoint)):
            self._note(time.time())
            raise self._error("cannot be reached")
        if self._failed_lately():
            self._note(0.0)

    def _failed_lately(self) -> bool:
        age = time.time() - self._times().get(self.endpoint, 0.0)
        return 0 <= age < REMEMBERED

    def _note(self, moment: float) -> None:
        note_json(self.memo, {**self._times(), self.endpoint: moment})

    def _times(self) -> dict[str, float]:
        try:
            value = json.loads(self.memo.read_text("utf-8"))
            return {str(key): float(moment) for key, moment in value.items()}
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _error(self, what: str) -> HubError:
        return HubError(
            f"{self.endpoint} {what}",
            "connect to the network or set HF_ENDPOINT to a mirror, then try again",
        )


def connects(host: str, port: int, deadline: float = DEADLINE) -> bool:
    """Whether the host takes a TCP connection in time.

    The look-up of a name has no time limit of its own, so it runs on a thread that is left
    behind when it stalls.
    """
    outcome: list[bool] = []

    def attempt() -> None:
        try:
            socket.create_connection((host, port), deadline).close()
        except OSError:
            outcome.append(False)
        else:
            outcome.append(True)

    thread = threading.Thread(target=attempt, daemon=True)
    thread.start()
    thread.join(deadline)
    return outcome == [True]


def _address(endpoint: str) -> tuple[str, int]:
    """Host and port that a request goes to first: the proxy's, where one is set."""
    from urllib.request import getproxies, proxy_bypass  # slow to import, and seldom needed

    url = urlsplit(endpoint)
    host = url.hostname or ""
    proxy = getproxies().get(url.scheme) or getproxies().get("all")
    if proxy and not proxy_bypass(host):
        url = urlsplit(proxy if "://" in proxy else f"http://{proxy}")
        host = url.hostname or ""
    try:
        port = url.port
    except ValueError:
        port = None
    return host, port or (443 if url.scheme == "https" else 80)
