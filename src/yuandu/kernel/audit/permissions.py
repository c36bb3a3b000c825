"""Who may do what with the log."""

from collections.abc import Callable, Mapping

from yuandu.kernel.audit.who import Reader

MAY: Mapping[str, Callable[[Reader], bool]] = {
    # All entries and roots of the workspace.
    "read": lambda reader: reader.has("administrator", "auditor"),
    # Personal values beside the entries, for good.
    "erase": lambda reader: reader.has("administrator"),
}
