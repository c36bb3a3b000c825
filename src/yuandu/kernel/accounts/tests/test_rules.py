import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yuandu.kernel.accounts import rules

DAY = datetime.timedelta(days=1)


@pytest.mark.parametrize(
    ("pin", "code"),
    [
        ("12345", "pin-form"),
        ("1234567", "pin-form"),
        ("12345a", "pin-form"),
        ("１２３４５６", "pin-form"),
        ("", "pin-form"),
        ("000000", "pin-repeats"),
        ("121212", "pin-repeats"),
        ("123123", "pin-repeats"),
        ("123456", "pin-runs"),
        ("987654", "pin-runs"),
        ("520131", "pin-common"),
    ],
)
def test_a_pin_that_is_guessed_first_is_refused_with_its_reason(pin, code):
    with pytest.raises(rules.WeakPin) as refused:
        rules.check_pin(pin)
    assert refused.value.code == code


@pytest.mark.parametrize("pin", ["204817", "000001", "909091"])
def test_an_ordinary_pin_is_taken(pin):
    rules.check_pin(pin)


def test_four_wrong_pins_cost_nothing_and_the_fifth_five_minutes():
    assert [rules.lock_after(wrong) for wrong in range(5)] == [datetime.timedelta()] * 5
    assert rules.lock_after(5) == datetime.timedelta(minutes=5)
    assert rules.lock_after(9) == DAY


@given(st.integers(0, 10_000))
def test_the_delay_never_falls_as_wrong_pins_mount_and_ends_at_a_day(wrong):
    assert rules.lock_after(wrong) <= rules.lock_after(wrong + 1) <= DAY


def test_nobody_hands_on_the_post_of_administrator_or_auditor():
    held = frozenset({"administrator", "auditor", "grower", "owner"})
    assert rules.delegable(held) == {"grower", "owner"}
