#!/usr/bin/env python
"""Django's commands. Without DATABASE_URL they start the embedded database first.

Commands take the owner's login; a worker (« procrastinate ») takes its own.
"""

import os
import sys

from django.core.management import execute_from_command_line

from config import embedded

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    if "procrastinate" in sys.argv[1:2]:
        os.environ.setdefault("DATABASE_LOGIN", "worker")
    if not os.environ.get("DATABASE_URL"):
        embedded.ensure_running()
    execute_from_command_line(sys.argv)
