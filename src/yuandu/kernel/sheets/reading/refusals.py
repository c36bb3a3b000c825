"""Why a whole file cannot be read."""

from __future__ import annotations


class Refused(Exception):
    """A file that cannot be read at all; `words` has the sentence for `code`."""

    def __init__(self, code: str, **params: str) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params
