from datetime import date

import pytest

from yuandu.engines.calendar import china, festivals
from yuandu.engines.calendar.festivals import lunar


def test_a_years_festivals_stand_on_their_days():
    assert festivals(2025) | {} == {
        "new_year": date(2025, 1, 1),
        "spring_festival": date(2025, 1, 29),
        "valentine": date(2025, 2, 14),
        "womens_day": date(2025, 3, 8),
        "qingming": date(2025, 4, 4),
        "labour_day": date(2025, 5, 1),
        "mothers_day": date(2025, 5, 11),
        "dragon_boat": date(2025, 5, 31),
        "qixi": date(2025, 8, 29),
        "teachers_day": date(2025, 9, 10),
        "national_day": date(2025, 10, 1),
        "mid_autumn": date(2025, 10, 6),
    }


@pytest.mark.parametrize("year", range(2008, 2027))
def test_the_notices_of_the_state_council_give_the_lunar_festivals_off(year):
    days = festivals(year)
    for name in ("spring_festival", "dragon_boat", "mid_autumn", "qingming"):
        assert not china().works_on(days[name]), name


def test_a_year_beyond_the_table_has_the_festivals_of_the_sun_alone():
    beyond = max(lunar()) + 1
    assert "spring_festival" not in festivals(beyond)
    assert "national_day" in festivals(beyond)
