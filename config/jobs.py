"""The queue, ready for workers: how often each looks, and what becomes of the jobs of a dead one.

A killed worker leaves its job « doing » for ever: procrastinate takes up nothing by itself.
"""

import logging

from procrastinate import App, JobContext
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status
from procrastinate.manager import JobManager

EVERY_MINUTE = "* * * * *"
# A job that kills its worker so many times is left for a person to read.
DEATHS = 5
logger = logging.getLogger(__name__)


def ready(app: App) -> None:
    """Set what every worker of ours shares. Called once, in every process."""
    app.worker_defaults = {
        **(app.worker_defaults or {}),
        "fetch_job_polling_interval": 1,
        "delete_jobs": "successful",
    }
    as_task = app.task(name="config.jobs.take_up_again", queueing_lock="sweep", pass_context=True)
    app.periodic(cron=EVERY_MINUTE)(as_task(take_up_again))


async def take_up_again(context: JobContext, timestamp: int) -> int:  # noqa: ARG001 -- procrastinate passes it
    """Queue again the jobs of workers that no longer give a sign. Each of our tasks may run twice.

    Return how many there were.
    """
    manager = context.app.job_manager
    stalled = [job for job in await manager.get_stalled_jobs() if job.id != context.job.id]
    for job in stalled:
        await _take_up(job, manager)
    return len(stalled)


async def _take_up(job: Job, manager: JobManager) -> None:
    if job.attempts >= DEATHS:
        logger.error("Tâche %s (n° %s) abandonnée : elle arrête son worker.", job.task_name, job.id)
        await manager.finish_job(job, status=Status.FAILED, delete_job=False)
        return
    logger.warning("Tâche %s (n° %s) reprise : son worker a disparu.", job.task_name, job.id)
    try:
        await manager.retry_job(job)
    except UniqueViolation:
        # Another one waits that will do the same work: this one has nothing left to do.
        await manager.finish_job(job, status=Status.ABORTED, delete_job=True)
