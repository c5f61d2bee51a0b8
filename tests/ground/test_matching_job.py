"""A worker killed in the middle of an académie leaves none of its proposals; another goes on."""

import os
import signal
import subprocess
import sys
import threading
from urllib.parse import quote

import pytest
from django.db import connection, transaction

from mentorat.foundations.scope import system
from mentorat.matching import tasks
from mentorat.matching.models import Proposal
from tests.factories.matching import NeedFactory, OfferFactory, ProposalFactory
from tests.factories.programmes import SchoolProjectFactory
from tests.ground.machine import ROOT, until
from tests.matching.test_territories import part_of

pytestmark = pytest.mark.django_db(transaction=True)

ALL = system("the test looks at everything")
JOB = (
    "import django; django.setup();"
    "from mentorat.matching import tasks; tasks.compute_academy_run(part_id={})"
)
# Asked of the locks themselves: what sessions do is a picture, taken once a transaction.
WAITS = """
SELECT EXISTS (
    SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY(pg_blocking_pids(pid))
)
"""


def runs_the_job(part):
    known = {name: quote(str(value), safe="") for name, value in connection.settings_dict.items()}
    login = f"{known['USER']}:{known['PASSWORD']}"
    server = f"host={known['HOST']}&port={known['PORT']}"
    address = f"postgresql://{login}@/{known['NAME']}?{server}"
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", JOB.format(part.pk)],
        cwd=ROOT,
        env={
            **os.environ,
            "DATABASE_URL": address,
            "DJANGO_SETTINGS_MODULE": os.environ["DJANGO_SETTINGS_MODULE"],
        },
    )


def lock(query):
    with connection.cursor() as cursor:
        cursor.execute(query)


def is_writing():
    with connection.cursor() as cursor:
        cursor.execute(WAITS)
        return cursor.fetchone()[0]


def suggested():
    return list(Proposal.objects.within(ALL).order_by("pk").values_list("need", "offer"))


def test_a_worker_killed_while_it_writes_leaves_all_as_it_was_and_another_takes_over():
    project = SchoolProjectFactory()
    needs = [
        NeedFactory(mentee__school=project.school, campaign=project.campaign) for _ in range(3)
    ]
    for _ in needs:
        OfferFactory(school=project.school, campaign=project.campaign)
    earlier = ProposalFactory(run__project=project)
    part, before = part_of(project), suggested()

    with transaction.atomic():
        # Whoever writes waits here: earlier proposals are deleted, the new ones not yet written.
        lock("LOCK TABLE matching_matchingrun IN SHARE MODE")
        worker = runs_the_job(part)
        try:
            until(is_writing, 60)
        finally:
            os.kill(worker.pid, signal.SIGKILL)
            worker.wait()

    assert suggested() == before == [(earlier.need_id, earlier.offer_id)]
    assert project.matching_runs.count() == 1
    part.refresh_from_db()
    assert (part.state, part.served) == ("running", 0)

    tasks.compute_academy_run(part_id=part.pk)

    part.refresh_from_db()
    assert (part.state, part.served) == ("done", 4)
    assert len(suggested()) == 4
    assert earlier.pk not in Proposal.objects.within(ALL).values_list("pk", flat=True)


def test_two_workers_on_one_academy_write_it_once():
    project = SchoolProjectFactory()
    NeedFactory(mentee__school=project.school, campaign=project.campaign)
    OfferFactory(school=project.school, campaign=project.campaign)
    part = part_of(project)

    def work():
        tasks.compute_academy_run(part_id=part.pk)
        connection.close()

    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(suggested()) == 1
    assert project.matching_runs.count() == 1
    part.refresh_from_db()
    assert part.state == "done"
