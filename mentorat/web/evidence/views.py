"""What a school, or an association, proves of the field's standard; and what to do next."""

from django.http import HttpResponse
from django.shortcuts import render

from mentorat.access.roles import Permission
from mentorat.foundations import clock
from mentorat.programmes.queries import campaign_on
from mentorat.steering.evidence import Sight, evidence
from mentorat.steering.evidence.catalogue import BUILT_IN
from mentorat.web.pages import PageRequest, page


@page(permission=Permission.EVIDENCE_VIEW)
def index(request: PageRequest) -> HttpResponse:
    """Show each benchmark with its proof, within one's own scope: no figure of anyone else."""
    today = clock.today()
    campaign = campaign_on(today)
    context = {
        "lines": evidence(Sight(request.scope, campaign, today)),
        "built_in": BUILT_IN,
        "campaign": campaign,
        "today": today,
    }
    return render(request, "evidence/index.html", context)
