"""Accounts. What an account may do stands in its grants."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models

from mentorat.foundations.privacy import Retention


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """An account. What it may do stands in its grants; a minor's name is never kept here."""

    email = models.EmailField("adresse électronique", unique=True)
    full_name = models.CharField("prénom et nom", max_length=120, blank=True)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Privacy:
        personal = {
            "email": Retention.TWO_YEARS_IDLE,
            "full_name": Retention.TWO_YEARS_IDLE,
            "last_login": Retention.TWO_YEARS_IDLE,
        }
        sensitive = {"password": Retention.TWO_YEARS_IDLE}
        neutral = frozenset({"id", "is_active", "created_at"})

    class Meta:
        verbose_name = "compte"

    def __str__(self) -> str:
        return self.full_name or self.email
