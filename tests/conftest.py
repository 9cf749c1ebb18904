"""Settings for all tests: hypothesis without deadlines, because the first example of a process may compile kernels."""

from hypothesis import HealthCheck, settings

settings.register_profile("copsim", deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True)
settings.load_profile("copsim")
