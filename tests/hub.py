"""A hub on 127.0.0.1 that serves folders as models, and can be made to fail.

It speaks the protocol as huggingface_hub uses it: the list of files with sizes and hashes, HEAD
with ETag and commit, a redirect for large files, and ranges.
"""

from __future__ import annotations

import hashlib
import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

LARGE = 4096  # bytes from which a file is served as large ones are: by SHA-256 and a redirect


@dataclass
class Faults:
    """What goes wrong; a path is matched by a regular expression."""

    status: dict[str, int] = field(default_factory=dict)  # path -> HTTP status
    delay: dict[str, float] = field(default_factory=dict)  # path -> seconds before the answer
    cut: dict[str, int] = field(default_factory=dict)  # path -> bytes after which it closes
    cuts: int = 1 << 30  # how often it cuts before it serves the whole
    altered: str = "$^"  # files served with one byte changed
    longer: str = "$^"  # files served with bytes appended
    no_ranges: bool = False
    broken_range: int = 0  # HTTP status of every answer to a request for a later part
    page: str = "$^"  # paths answered with a web page, as a network does that wants a log-in
    names: dict[str, str] = field(default_factory=dict)  # file -> the name it is listed under


class LoopbackHub(ThreadingHTTPServer):
    """Serves models; `requests` counts what was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.models: dict[str, Path] = {}
        self.faults = Faults()
        self.requests: Counter[str] = Counter()
        self.tokens: set[str] = set()
        self.storage_tokens: set[str] = set()  # that the storage of large files got to see
        self.sent = 0  # bytes of file contents

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def commit(self, name: str) -> str:
        """A hash that changes with the files."""
        folder = self.models[name]
        digests = (hashlib.sha1(path.read_bytes()).hexdigest() for path in _files(folder))
        return hashlib.sha1("".join(digests).encode()).hexdigest()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no error."""


@contextmanager
def loopback_hub(**models: Path) -> Iterator[LoopbackHub]:
    """A running hub; `owner__name=folder` serves a folder as owner/name."""
    hub = LoopbackHub()
    hub.models = {name.replace("__", "/"): folder for name, folder in models.items()}
    thread = threading.Thread(target=hub.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        hub.shutdown()
        hub.server_close()
        thread.join()


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.is_file())


def _digest(path: Path) -> str:
    content = path.read_bytes()
    if len(content) >= LARGE:
        return hashlib.sha256(content).hexdigest()
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


class _Handler(BaseHTTPRequestHandler):
    server: LoopbackHub
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_HEAD(self) -> None:
        self._serve(body=False)

    def do_GET(self) -> None:
        self._serve(body=True)

    def _serve(self, body: bool) -> None:
        path = unquote(urlsplit(self.path).path)
        self.server.requests[f"{self.command} {path}"] += 1
        if token := self.headers.get("Authorization"):
            storage = path.startswith("/large/")
            (self.server.storage_tokens if storage else self.server.tokens).add(token)
        faults = self.server.faults
        for pattern, seconds in faults.delay.items():
            if re.search(pattern, path):
                time.sleep(seconds)
        for pattern, status in faults.status.items():
            if re.search(pattern, path):
                extra = {"Retry-After": "7"} if status == 429 else {}
                return self._answer(status, b"", body, extra)
        if re.search(faults.page, path):
            return self._answer(200, b"<html>log in</html>", body, {"Content-Type": "text/html"})
        if found := re.fullmatch(r"/api/models/(.+)/tree/(.+)", path):
            return self._tree(found[1], found[2], body)
        if found := re.fullmatch(r"/api/models/(.+?)(?:/revision/(.+))?", path):
            return self._list(found[1], found[2], body)
        if found := re.fullmatch(r"/(.+)/resolve/([^/]+)/(.+)", path):
            return self._resolve(found[1], found[2], found[3], body)
        if found := re.fullmatch(r"/large/(.+)/([^/]+)", path):
            return self._content(self.server.models[found[1]] / found[2], body, {})
        return self._answer(404, b"", body, {"X-Error-Code": "RepoNotFound"})

    def _list(self, name: str, revision: str | None, body: bool) -> None:
        if not self._known(name, revision, body):
            return
        names = self.server.faults.names
        files = []
        for path in _files(self.server.models[name]):
            size, digest = path.stat().st_size, _digest(path)
            entry: dict[str, Any] = {
                "rfilename": names.get(path.name, path.name),
                "size": size,
                "blobId": digest[:40],
            }
            if size >= LARGE:
                entry["lfs"] = {"sha256": digest, "size": size, "pointerSize": 130}
            files.append(entry)
        info = {"id": name, "sha": self.server.commit(name), "siblings": files}
        self._answer(200, json.dumps(info).encode(), body, {"Content-Type": "application/json"})

    def _tree(self, name: str, revision: str, body: bool) -> None:
        """The other list of files, which `snapshot_download` reads."""
        if not self._known(name, revision, body):
            return
        files: list[dict[str, Any]] = []
        for path in _files(self.server.models[name]):
            size, digest = path.stat().st_size, _digest(path)
            files.append({"type": "file", "path": path.name, "size": size, "oid": digest[:40]})
            if size >= LARGE:
                files[-1]["lfs"] = {"oid": digest, "size": size, "pointerSize": 130}
        self._answer(200, json.dumps(files).encode(), body, {"Content-Type": "application/json"})

    def _resolve(self, name: str, revision: str, file: str, body: bool) -> None:
        if not self._known(name, revision, body):
            return
        path = self.server.models[name] / file
        commit = {"X-Repo-Commit": self.server.commit(name)}
        if not path.is_file():
            self._answer(404, b"", body, {**commit, "X-Error-Code": "EntryNotFound"})
        elif path.stat().st_size >= LARGE:
            linked = {
                "X-Linked-ETag": f'"{_digest(path)}"',
                "X-Linked-Size": str(path.stat().st_size),
                # Another host, as on the public hub: the token must not go there.
                "Location": f"http://localhost:{self.server.server_address[1]}/large/{name}/{file}",
            }
            self._answer(302, b"", body, {**commit, **linked})
        else:
            self._content(path, body, commit)

    def _known(self, name: str, revision: str | None, body: bool) -> bool:
        if name not in self.server.models:
            self._answer(404, b"", body, {"X-Error-Code": "RepoNotFound"})
        elif revision not in (None, "main", self.server.commit(name)):
            self._answer(404, b"", body, {"X-Error-Code": "RevisionNotFound"})
        else:
            return True
        return False

    def _content(self, path: Path, body: bool, headers: dict[str, str]) -> None:
        faults = self.server.faults
        content = path.read_bytes()
        if re.search(faults.altered, path.name):
            content = content[:-1] + bytes([content[-1] ^ 1])
        if re.search(faults.longer, path.name):
            content += b"more"
        headers = {**headers, "ETag": f'"{_digest(path)}"', "Accept-Ranges": "bytes"}
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if not asked or faults.no_ranges:
            return self._answer(200, content, body, headers, path.name)
        start, size = int(asked[1]), len(content)
        if start and faults.broken_range:
            return self._answer(faults.broken_range, b"", body, {})
        if start >= size:
            return self._answer(416, b"", body, {"Content-Range": f"bytes */{size}"})
        headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        return self._answer(206, content[start:], body, headers, path.name)

    def _answer(
        self, status: int, content: bytes, body: bool, headers: dict[str, str], name: str = ""
    ) -> None:
        self.send_response(status)
        for key, value in headers.items():
            self.send_header(key, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if not body:
            return
        for pattern, limit in self.server.faults.cut.items():
            if name and re.search(pattern, name) and self.server.faults.cuts > 0:
                self.server.faults.cuts -= 1
                content = content[:limit]
                self.close_connection = True
        self.wfile.write(content)
        self.server.sent += len(content) if name else 0
