"""Amounts as the ledger's pages and refusals write them."""

from decimal import Decimal

import pytest
from django.utils import translation

from yuandu.kernel.ledger import wording


@pytest.mark.parametrize(
    ("value", "unit", "chinese", "english"),
    [
        ("1234567.8", "CNY", "1,234,567.80", "1,234,567.80"),
        ("-0.5", "CNY", "−0.50", "−0.50"),
        ("1200", "mu", "1200", "1,200"),
        ("-0.50", "tce", "−0.5", "−0.5"),
        ("24000", "share", "24000", "24,000"),
    ],
)
def test_money_is_written_to_the_fen_and_measures_without_idle_zeros(value, unit, chinese, english):
    for language, written in (("zh-hans", chinese), ("en", english)):
        with translation.override(language):
            assert wording.number(Decimal(value), unit) == written
            assert wording.amount(Decimal(value), unit).startswith(written)
