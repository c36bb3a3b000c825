# Two commands are all a newcomer needs: make run, make test.
.DEFAULT_GOAL := help
.PHONY: help run test test-cluster mutants check fix bench setup front-end browser
UV := .tools/uv/bin/uv
RUN := $(UV) run --no-sync
# Every process imports some four thousand modules; compiled anew each time that takes seconds.
export PYTHONDONTWRITEBYTECODE :=
T ?=

help: ## list the commands
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: setup front-end ## set up what is missing, load the sample city, serve http://localhost:8000
	@$(RUN) yuandu run

test: setup front-end browser ## set up what is missing, then every test; T=src/yuandu/kernel for a part
	@$(RUN) pytest -n 2 $(T)

test-cluster: setup ## the tests that need Spark, on a small cluster of this machine; needs Java 17
	@command -v java >/dev/null || { echo "  There is no Java here; install 17 or later (Debian: openjdk-17-jre-headless), then again."; exit 1; }
	@$(UV) sync --quiet --inexact --extra cluster
	@$(RUN) pytest tests/cluster

mutants: setup ## change the rule engine line by line; 85 % of the changes must fail a test; M='*.budgets.*' for a part
	@$(UV) sync --quiet --inexact --group mutants
	@nice $(RUN) python -m tests.mutants $(if $(M),'$(M)')

check: setup front-end ## format, lint, types, imports, migrations, translations, API description
	@$(RUN) ruff format --check .
	@$(RUN) ruff check .
	@$(RUN) mypy
	@$(RUN) lint-imports
	@$(RUN) yuandu makemigrations --check --dry-run --verbosity 0
	@$(RUN) yuandu messages check
	@$(RUN) yuandu openapi --check
	@web/with-node npm run --silent check
	@web/with-node npm test --silent

fix: setup ## repair what a tool can
	@$(RUN) ruff check --fix .
	@$(RUN) ruff format .
	@$(RUN) yuandu messages extract
	@$(RUN) yuandu openapi --write

bench: setup front-end ## the measurements, side by side with their peers
	@$(UV) sync --quiet --group bench
	@$(UV) run --no-sync python -m bench

setup: .venv/.complete

front-end: src/yuandu/site/static/dist/.complete

browser: setup
	@$(RUN) python -m tests.browser

$(UV):
	@echo "  uv, the package manager …"
	@python3 -m pip install --quiet --disable-pip-version-check --root-user-action ignore --target .tools/uv 'uv>=0.13'

.venv/.complete: pyproject.toml uv.lock .python-version $(shell find src -name '*.po' 2>/dev/null) | $(UV)
	@echo "  Python packages …"
	@$(UV) sync --quiet
	@$(RUN) yuandu messages compile
	@touch $@

node_modules/.complete: package.json package-lock.json web/with-node | .venv/.complete
	@echo "  front-end packages …"
	@web/with-node npm ci --silent --no-progress
	@touch $@

src/yuandu/site/static/dist/.complete: node_modules/.complete vite.config.ts $(shell find web -type f 2>/dev/null)
	@echo "  front end …"
	@web/with-node npm run --silent build
	@touch $@
