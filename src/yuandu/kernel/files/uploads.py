"""A bound on what a request may upload, before any of it is written to disk."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

from yuandu.kernel.files.rules import MEGABYTE, MOST

MOST_AT_ONCE = MOST + MEGABYTE  # one file of the largest kind, and the form around it; bytes


class Bounded(FileUploadHandler):
    """Refuses a larger upload by its announced length; other handlers take the rest.

    Django bounds forms without their files. Without this, anybody could fill the disk
    with a file that no page asked for.
    """

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, Any],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Look at the length.

        Raises:
            RequestDataTooBig: the request is longer than any file we keep.
        """
        if content_length > MOST_AT_ONCE:
            raise RequestDataTooBig(f"{content_length} bytes; at most {MOST_AT_ONCE} are taken")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        """Hand the data on as it came."""
        return raw_data

    def file_complete(self, file_size: int) -> None:
        """Leave the file to the handlers that follow."""
