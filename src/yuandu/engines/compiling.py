"""Compiling what loops over many numbers."""

from typing import Any

import numba


def compiled(function: Any) -> Any:
    """Return a function compiled at its first call, and kept on disk where that can be written.

    A division by zero in it gives what NumPy gives, and no error.
    """
    try:
        return numba.njit(cache=True, nogil=True, error_model="numpy")(function)
    except RuntimeError:  # no folder for it
        return numba.njit(nogil=True, error_model="numpy")(function)
