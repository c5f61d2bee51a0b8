"""Who runs this installation: what the law asks a site to say about itself."""

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class Operator:
    """Empty where the installation has not said: pages then say so too."""

    name: str = ""
    director: str = ""
    host: str = ""
    contact: str = ""
    dpo: str = ""

    @property
    def is_known(self) -> bool:
        return bool(self.name and self.director and self.host)


def operator() -> Operator:
    return Operator(**getattr(settings, "OPERATOR", {}))
