# The verbs of the project. Each installs what it needs; CI calls the same ones.
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: help setup run dev test check bench reset format
help: ## this list
	@grep -hE '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /  make \1\t/' | expand -t 16

setup: .venv/dev ## install everything, also what tests and checks need
run: .venv/base ## the whole site on http://localhost:8000 (PORT=…, DEMO=0 starts empty)
	@$(PY) -W ignore -m config.run

dev: .venv/base ## development server, with reload
	@$(PY) -W ignore manage.py migrate --verbosity 0
	@DEBUG=1 $(PY) -W ignore manage.py runserver $${PORT:-8000}

test: .venv/dev ## all tests, browser included
	@$(PY) -m tests.chromium
	@$(PY) -m pytest -n auto --dist loadgroup $(ARGS)

check: .venv/dev ## lint, format, types, contracts, migrations, templates
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m djlint --quiet --check --lint mentorat
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-cache
	@$(PY) -W ignore manage.py makemigrations --check --dry-run
	@$(PY) -W ignore manage.py check

bench: .venv/dev ## measured comparisons, each in one run
	@for script in bench/*.py; do $(PY) -W ignore $$script; done

format: .venv/dev ## put code and templates in form
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format --quiet .
	@$(PY) -m djlint --quiet --reformat mentorat || true

reset: ## erase the data of this machine (.data/)
	@if [ -x $(PY) ]; then $(PY) -W ignore -m config.embedded stop; fi
	@rm -rf .data
	@echo "Données effacées."

.venv/base: requirements/base.txt
	@$(call install,base)
.venv/dev: requirements/dev.txt requirements/base.txt
	@$(call install,dev)
	@touch .venv/base

define install
if [ ! -x $(PY) ]; then echo "Installation dans .venv …"; $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Il faut Python 3.11 ou plus (PYTHON=python3.11 make …)."; exit 1; }; $(PYTHON) -m venv .venv || { echo "Le module venv manque : installez python3-venv."; exit 1; }; fi
@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements/$(1).txt 2>&1 | { grep -v 'is ignored: it is neither' || true; }
@$(PY) -m pip check --quiet --disable-pip-version-check >/dev/null && touch .venv/$(1)
endef
