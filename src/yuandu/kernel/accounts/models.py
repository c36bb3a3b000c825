"""People who sign in. An account spans workspaces; what it may do there, its posts say."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    first_name = None  # type: ignore[assignment]  # one name, as Chinese forms have it
    last_name = None  # type: ignore[assignment]
    name = models.CharField(max_length=60, blank=True)
    language = models.CharField(max_length=10, blank=True)

    def __str__(self) -> str:
        return self.name or self.username
