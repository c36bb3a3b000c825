"""What this room says when it does not do what was asked."""

from __future__ import annotations

from yuandu.kernel.sheets import words
from yuandu.kernel.workspaces.refusals import Refusal


class Stale(Refusal):
    """Somebody changed the upload, or the register, since the preview was made."""

    code = "stale-preview"

    @property
    def sentence(self) -> str:
        return str(words.SENTENCES["register-changed"].what)


class NotOpen(Refusal):
    """The upload is not in a state in which this can be done."""

    code = "upload-not-open"

    @property
    def sentence(self) -> str:
        return str(words.SENTENCES["upload-not-open"].what)


class RowsRefused(Refusal):
    """All or nothing was asked for, and some rows cannot be taken."""

    code = "rows-refused"

    def __init__(self, refused: int) -> None:
        super().__init__(refused)
        self.refused = refused

    @property
    def sentence(self) -> str:
        return words.said("rows-refused", {"count": str(self.refused)})


class NotAMapping(Refusal):
    """A mapping makes no sense."""

    status = 422

    def __init__(self, code: str, params: dict[str, str]) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    @property
    def sentence(self) -> str:
        return words.said(self.code, self.params)
