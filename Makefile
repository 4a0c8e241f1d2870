# Every command there is. `make serve` needs Python 3.11 or newer and nothing else.

PYTHON := .venv/bin/python
# How many tests run at once, and what else pytest is told: make test ARGS="-k held"
AT_ONCE ?= auto
ARGS ?=
SITE_CONFIG := $(or $(FLASK_INSTANCE_PATH),instance)/config.toml
ON_POSTGRES := $(or $(filter postgresql%,$(FLASK_DATABASE_URL)),$(shell \
	grep -s '^DATABASE_URL *= *"postgresql' "$(SITE_CONFIG)"))
RUNTIME := requirements$(if $(ON_POSTGRES),-postgres).txt
UV_COMPILE := uv pip compile pyproject.toml --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header --quiet

.PHONY: serve setup test check bench lock

serve: setup ## the site on http://127.0.0.1:8000 (PORT, HOST, FLASK_INSTANCE_PATH)
	@exec $(PYTHON) -m flask serve --demo

setup: ## the environment, as the locks have it
	@tools/environment.sh $(RUNTIME)

test: ## every test, on SQLite and PostgreSQL, with a real browser
	@tools/environment.sh requirements-dev.txt
	@tools/test_needs.sh
	@$(PYTHON) -m pytest -n $(AT_ONCE) --maxprocesses 8 --dist worksteal $(ARGS)

check: ## style and types
	@tools/environment.sh requirements-dev.txt
	$(PYTHON) -m ruff check .
	$(PYTHON) -m ruff format --check .
	$(PYTHON) -m mypy
	$(PYTHON) -m djlint templates --lint --quiet

bench: ## how fast, beside nginx and the database's own commits (ARGS="--postgres --json FILE")
	@tools/environment.sh requirements-dev.txt
	@tools/bench_needs.sh
	@$(PYTHON) -m bench $(ARGS)

lock: ## the locks anew, after a change of pyproject.toml; needs uv
	$(UV_COMPILE) -o requirements.txt
	$(UV_COMPILE) --extra postgres -o requirements-postgres.txt
	$(UV_COMPILE) --extra postgres --group dev -o requirements-dev.txt
