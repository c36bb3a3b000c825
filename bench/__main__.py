"""`python -m bench [NAME …]`: the measurements, each in a process of its own."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    """Return the measurements there are: every script that can be run by itself."""
    return sorted(
        path.stem
        for path in HERE.glob("*.py")
        if not path.stem.startswith("_") and '__name__ == "__main__"' in path.read_text("utf-8")
    )


if __name__ == "__main__":
    failed = [
        name
        for name in sys.argv[1:] or names()
        if subprocess.run([sys.executable, "-m", f"bench.{name}"], check=False).returncode  # noqa: S603
    ]
    sys.exit(f"failed: {', '.join(failed)}" if failed else 0)
