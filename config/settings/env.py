"""Settings come from the environment through these four functions, and nowhere else."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE, FALSE = {"1", "true", "yes", "oui"}, {"0", "false", "no", "non", ""}


def text(name: str, default: str | None = None) -> str:
    """Return the variable, or the default. Without default a missing variable stops the start."""
    value = os.environ.get(name, "").strip() or default
    if value is None:
        message = f"La variable d’environnement {name} est obligatoire : voir .env.example."
        raise ImproperlyConfigured(message)
    return value


def number(name: str, default: int) -> int:
    """Return the variable as a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        message = f"La variable {name} doit être un nombre entier, pas « {value} »."
        raise ImproperlyConfigured(message) from error


def flag(name: str, *, default: bool) -> bool:
    """Return the variable as yes or no."""
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in TRUE | FALSE:
        return value.strip().lower() in TRUE
    message = f"La variable {name} doit valoir 1 ou 0, pas « {value} »."
    raise ImproperlyConfigured(message)


def items(name: str, default: tuple[str, ...] = ()) -> list[str]:
    """Return the variable as a list, separated by commas."""
    return [item.strip() for item in text(name, ",".join(default)).split(",") if item.strip()]
