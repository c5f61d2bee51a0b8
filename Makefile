# The verbs of the project. Each installs what it needs; CI calls the same ones.
PYTHON ?= python3
PY := .venv/bin/python

.PHONY: help setup run dev test check bench bench-matching format reset
# Two installations at once would fight for .venv: -j changes nothing here.
.NOTPARALLEL:

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 24

setup: .venv/dev ## install everything, also what tests and checks need

run: .venv/base ## the whole site on http://localhost:8000 (PORT=…, HOST=…, DEMO=0 starts empty)
	@$(PY) -W ignore -m config.run

dev: .venv/base ## the same with Django's server: reload, pages of errors
	@DEBUG=1 $(PY) -W ignore -m config.run --reload

test: .venv/dev ## all tests, browser included (ARGS=… for pytest)
	@$(PY) -m tests.chromium
	@$(PY) -m pytest -n auto --dist loadgroup $(ARGS)

check: .venv/dev ## lint, format, types, contracts, migrations, templates
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m djlint --check --lint mentorat
	@$(PY) -m mypy
	@$(PY) -c 'from importlinter.cli import lint_imports_command as lint; lint()' --no-cache
	@$(PY) -W ignore manage.py makemigrations --check --dry-run
	@$(PY) -W ignore manage.py check

bench: bench-matching ## measured comparisons, each in one run
	@$(PY) -W ignore -m bench.booking

bench-matching: .venv/bench ## the matching engine against its peers (ARGS="250 1000", ARGS="--only why-not")
	@$(PY) -W ignore -m bench.matching $(ARGS)

format: .venv/dev ## put code and templates in form
	@$(PY) -m ruff check --fix --quiet . || true
	@$(PY) -m ruff format --quiet .
	@$(PY) -m djlint --quiet --reformat mentorat || true

reset: ## erase the data of this machine: .data/, or our part of DATA_DIR
	@if [ -x $(PY) ]; then $(PY) -m config.embedded erase; else $(PYTHON) -m config.embedded erase; fi

# What is installed, and from which lock file. A Python that has left the machine is replaced.
.venv/base: requirements/base.txt $(PY)
	@$(call install,base)
.venv/dev: requirements/dev.txt requirements/base.txt $(PY)
	@$(call install,dev)
.venv/bench: requirements/bench.txt requirements/dev.txt requirements/base.txt $(PY)
	@$(call install,bench)
$(PY):
	@$(call install)

define install
command -v $(PYTHON) >/dev/null || { echo "Python manque : installez Python 3.11 ou plus, ou donnez son chemin (make PYTHON=…)."; exit 1; }; $(PYTHON) config/install.py $(1)
endef
