"""Querysets that refuse to be read before they are scoped: layer one of two."""

from collections.abc import Iterator
from typing import Any, Self, TypeVar

from django.db import models

from mentorat.foundations.scope import Family, Scope

M = TypeVar("M", bound=models.Model)


class ScopeRequired(RuntimeError):
    """A bug: a table of persons or relations was read without saying for whom."""


class ScopedQuerySet(models.QuerySet[M]):
    """A queryset that runs only after ``within(scope)``, or ``unscoped(reason)``, or by a lock.

    Reading through an object that one already holds (``mentorship.members.all()``) is allowed: that
    object was fetched within a scope.
    """

    _is_scoped = False

    def within(self, scope: Scope) -> Self:
        """Keep what the scope may see. The same for lists and for a single object."""
        if scope.family is Family.SYSTEM:
            return self.unscoped(scope.reason)
        condition = self.visible(scope)
        if condition == NOTHING:
            return self.none().unscoped("nobody")
        return self.filter(condition).unscoped("within")

    def among(self, condition: models.Q) -> models.Q:
        """Return a condition that reaches through relations, without listing a row twice."""
        rows = self.model._base_manager.filter(condition)  # noqa: SLF001 -- Django's API
        return models.Q(pk__in=rows.values("pk"))

    def visible(self, scope: Scope) -> models.Q:
        """Return the condition of a scope. Models seen by others than schools extend it."""
        if scope.family is Family.SCHOOL:
            return models.Q(place__range=(scope.span.lo, scope.span.hi))
        return NOTHING

    def unscoped(self, reason: str) -> Self:
        """Read without a filter of our own, for a stated reason; the database still has its say."""
        if not reason:
            raise ScopeRequired(f"Say why {self.model.__name__} is read without a scope.")
        clone: Self = self.all()
        clone._is_scoped = True
        return clone

    def locked(self, instance: M) -> M:
        """Read an object that one holds again, and lock it until the transaction ends."""
        return self.unscoped("locked").select_for_update(of=("self",)).get(pk=instance.pk)

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # not in the stubs
        clone._is_scoped = self._is_scoped
        return clone

    def _check_scope(self) -> None:
        reached_from_an_object = self._hints.get("instance") is not None  # type: ignore[attr-defined]  # not in the stubs
        if not (self._is_scoped or reached_from_an_object):
            raise ScopeRequired(f"{self.model.__name__} needs .within(scope) before it is read.")

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._check_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Iterator[M]:
        self._check_scope()
        return super().iterator(*args, **kwargs)

    def count(self) -> int:
        self._check_scope()
        return super().count()

    def exists(self) -> bool:
        self._check_scope()
        return super().exists()

    def aggregate(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        self._check_scope()
        return super().aggregate(*args, **kwargs)

    def update(self, **kwargs: Any) -> int:
        self._check_scope()
        return super().update(**kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._check_scope()
        return super().delete()


NOTHING = models.Q(pk__in=[])
