"""Processes that end when the one ends that started them, however that ends."""

import ctypes
import signal
import sys

_PR_SET_PDEATHSIG = 1  # Linux: the signal that a process gets when its parent dies


def end_with_the_parent() -> None:
    """Have this process told to end when its parent is gone; elsewhere than on Linux, nothing."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)
