"""Fewer draws where the same tests run once for each of thousands of mutants."""

from hypothesis import HealthCheck, Phase, settings

settings.register_profile(
    "mutants",
    max_examples=5,
    deadline=None,
    database=None,
    derandomize=True,
    phases=(Phase.explicit, Phase.generate),  # one failure is enough, however large
    suppress_health_check=list(HealthCheck),
)
