"""The queue, ready for workers: where tasks are found and how often each is looked for."""

from procrastinate import App


def ready(app: App) -> None:
    """Set what every worker of ours shares."""
    app.worker_defaults = {
        **(app.worker_defaults or {}),
        "fetch_job_polling_interval": 1,
        "delete_jobs": "successful",
    }
