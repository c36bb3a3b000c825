import pytest

from yuandu.kernel.indicators import figures
from yuandu.kernel.indicators.figures import registry
from yuandu.kernel.indicators.tests import published


@pytest.fixture
def only(monkeypatch):
    """Return a function: publish these declarations and no others."""

    def publish(*declarations) -> None:
        monkeypatch.setattr(registry, "FIGURES", {})
        monkeypatch.setattr(registry, "RECONCILIATIONS", {})
        figures.register(*declarations)

    return publish


@pytest.fixture
def premises(weifang, only) -> None:
    """Publish the figures of `published`, over two shops and a works."""
    only(*published.EVERYTHING, published.KINDS_ADD_UP)
    published.a_place(weifang, "A1", "shop", 30_000)
    published.a_place(weifang, "A2", "shop", 45_000)
    published.a_place(weifang, "B1", "works", 125_000)
