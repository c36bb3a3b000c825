import datetime

from yuandu.mechanisms.guidance import published, rules, wording

TODAY = datetime.date(2026, 11, 24)


def test_sales_fall_in_windows_of_four_weeks():
    assert rules.window(TODAY, TODAY) == 0
    assert rules.window(TODAY + datetime.timedelta(days=27), TODAY) == 0
    assert rules.window(TODAY + datetime.timedelta(days=28), TODAY) == 1
    assert [rules.begins(at, TODAY) for at in rules.windows()] == [
        TODAY + datetime.timedelta(weeks=weeks) for weeks in (8, 12, 16)
    ]


def test_what_is_shown_of_the_experiment_has_words():
    assert set(published.SHOWN) == set(wording.ARMS)


def test_what_is_published_has_what_is_shown():
    found = published.effect()

    if found is not None:
        shown = wording.arms(found)
        assert len(shown) == len(published.SHOWN)
        assert found["command"].startswith("python -m bench flowers_effect")
