#!/usr/bin/env python
"""Django's commands. Without DATABASE_URL they start the embedded database first."""

import os
import sys

from config import embedded
from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.development")
    if not os.environ.get("DATABASE_URL"):
        embedded.ensure_running()
    execute_from_command_line(sys.argv)
