"""A program's side of the API: what was acknowledged, what was refused, what is unknown."""

import json
import urllib.error
import urllib.request
import uuid
from dataclasses import dataclass
from typing import Any

PATIENCE = 60  # seconds


class Lost(Exception):
    """No answer, or one that says nothing about what happened: it may be done or not."""


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    body: Any

    @property
    def is_done(self) -> bool:
        return self.status < 300


@dataclass(frozen=True, slots=True)
class Api:
    """The API of one workspace, for the holder of a token."""

    root: str
    token: str

    def get(self, path: str) -> Answer:
        return self._ask("GET", path, b"", "")

    def post(self, path: str, **body: object) -> Answer:
        return self._ask("POST", path, json.dumps(body).encode(), "application/json")

    def send(self, path: str, name: str, content: bytes) -> Answer:
        """Send a file as a form does."""
        mark = uuid.uuid4().hex
        head = (
            f"--{mark}\r\nContent-Disposition: form-data; "
            f'name="file"; filename="{name}"\r\n'
            "Content-Type: application/octet-stream\r\n\r\n"
        )
        body = head.encode() + content + f"\r\n--{mark}--\r\n".encode()
        return self._ask("POST", path, body, f"multipart/form-data; boundary={mark}")

    def _ask(self, method: str, path: str, body: bytes, kind: str) -> Answer:
        """Ask once.

        Raises:
            Lost: the connection broke, or the server failed.
        """
        request = urllib.request.Request(  # noqa: S310 - our own server
            f"{self.root}{path}",
            data=body or None,
            method=method,
            headers={"Authorization": f"Bearer {self.token}", "Content-Type": kind},
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:  # noqa: S310
                return Answer(answer.status, json.load(answer))
        except urllib.error.HTTPError as error:
            if error.code >= 500:
                raise Lost(f"{method} {path}: {error.code}") from error
            with error:
                return Answer(error.code, _read(error))
        except (OSError, ValueError, urllib.error.URLError) as error:
            raise Lost(f"{method} {path}: {error}") from error
        except Exception as error:
            # http.client has errors of its own for answers that break off.
            raise Lost(f"{method} {path}: {error!r}") from error


def _read(error: urllib.error.HTTPError) -> Any:
    try:
        return json.load(error)
    except ValueError:
        return None
