"""Forecasts of days that lie on a cluster are the forecasts of this machine."""

import datetime

import polars as pl
import pytest

from yuandu.engines.forecasting.series import Bad, forecast
from yuandu.engines.forecasting.series.tests.drawing import FIRST, values

PARTS, SERIES, WEEKS = 6, 8, 110


@pytest.fixture(scope="module")
def days():
    """A value for every day but Sundays, and a kind that is new."""
    rows = [
        {
            "series": f"s{at}",
            "day": FIRST + datetime.timedelta(weeks=week, days=day),
            "value": float(value) * (1 + day / 100),
            "group": "兰" if at % 2 else "菊",
        }
        for at, each in enumerate(values(SERIES, WEEKS))
        for week, value in enumerate(each)
        for day in range(6)
    ]
    rows.append({"series": "新", "day": FIRST, "value": None, "group": "兰"})
    return pl.DataFrame(rows)


@pytest.fixture(scope="module")
def there(spark, days, tmp_path_factory):
    path = tmp_path_factory.mktemp("days") / "days.parquet"
    days.write_parquet(path)
    return spark.read.parquet(str(path)).repartition(PARTS)


@pytest.mark.parametrize("adds", [False, True])
def test_spark_gives_the_forecasts_that_polars_gives(days, there, adds):
    asked = {"horizon": 3, "level": 80, "adds": adds}
    assert forecast(there, **asked).table().equals(forecast(days, **asked).table())


def test_spark_names_the_series_and_week_of_what_is_wrong(there):
    with pytest.raises(Bad) as caught:
        forecast(there.union(there.limit(1)), horizon=1)
    (problem,) = caught.value.problems
    assert problem.why == "twice"
    assert problem.value.startswith("s")
