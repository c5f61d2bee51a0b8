"""Write to whoever asks for his or her own data, at the address that is known and only there."""

from django.db import transaction
from procrastinate.contrib.django import app

from mentorat.access import actions as access
from mentorat.access.enums import LinkAct
from mentorat.access.policies import LINK_RULES
from mentorat.access.queries import link_address
from mentorat.exports.notices import own_data_link
from mentorat.foundations import clock
from mentorat.foundations.database.entering import entered
from mentorat.foundations.scope import system
from mentorat.notifications.actions import write
from mentorat.people.models import Guardian, Mentor


@app.task(queue="mail")
def send_own_data_links(*, address: str) -> int:
    """Send a link a person of this address. The page said nothing of whether there is one."""
    with entered(system("who asks for his or her own data")), transaction.atomic():
        mentors = Mentor.objects.unscoped("of one address").filter(email__iexact=address)
        guardians = Guardian.objects.unscoped("of one address").filter(email__iexact=address)
        present = mentors.filter(left_on=None).order_by("pk")
        with_child = guardians.filter(mentee__left_on=None).order_by("pk")
        for mentor in present:
            _send(address, mentor=mentor)
        for guardian in with_child:
            _send(address, guardian=guardian)
    return len(present) + len(with_child)


def _send(address: str, mentor: Mentor | None = None, guardian: Guardian | None = None) -> None:
    now = clock.now()
    link = access.make_link(
        act=LinkAct.OWN_DATA, mentor=mentor, guardian=guardian, now=now, by=None
    )
    letter = own_data_link(url=link_address(link), days=LINK_RULES[LinkAct.OWN_DATA].days)
    write(key=f"own_data:{link.pk}:{now:%Y%m%d}", address=address, letter=letter)
