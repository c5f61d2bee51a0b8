"""How often an address of the network, or an e-mail address, may ask for a link."""

from django.core.cache import cache
from django.http import HttpRequest

# Asked for: from one address of the network in ten minutes; to one e-mail address in an hour.
MOST_ASKED, WINDOW = 10, 600
MOST_SENT, HOUR = 3, 3_600


def asks_too_often(request: HttpRequest) -> bool:
    """Count one more request from this address of the network; say whether it is too many."""
    return _counted(f"apply:{request.META.get('REMOTE_ADDR', '')}", WINDOW) > MOST_ASKED


def was_sent_too_often(email: str) -> bool:
    """Count one more message to an address: nobody's letter box is filled through us."""
    return _counted(f"apply-to:{email.lower()}", HOUR) > MOST_SENT


def _counted(key: str, seconds: int) -> int:
    cache.add(key, 0, seconds)
    return int(cache.incr(key))
