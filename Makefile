# Afterglow. `make` alone says what there is to do.

PORT ?= 8000
ARGS ?=
BIN := .venv/bin
# Thousands of small databases are made by the tests: in memory, where there are 4 GB to spare.
SCRATCH = $(shell [ "$$(df -k --output=avail /dev/shm 2>/dev/null | tail -1)" -gt 4000000 ] \
	2>/dev/null && echo /dev/shm || echo $${TMPDIR:-/tmp})

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help run test check format bench lock clean environment tools

help: ## This list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

run: environment ## Start Afterglow with a demo circle on port 8000 (or PORT=9000)
	@exec $(BIN)/python -m webapp run --demo --port $(PORT)

test: tools ## Fetch what the tests need, browser included, and run them (ARGS="-k journal" for some)
	@.ci/browser
	@.ci/postgres
	@TMPDIR=$(SCRATCH) $(BIN)/pytest -n 3 --dist worksteal $(ARGS)
	@[ "$$CI" = true ] || echo 'Next: "make check" reads the code, "make run" shows it to you.'

check: tools ## Read the code: lint, format, types, imports, templates, styles (under a minute)
	@.ci/check

format: tools ## Put the code into the house's format
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format .

bench: tools ## Measure against the budgets
	@$(BIN)/python -m tests.bench $(ARGS)

lock: tools ## Pin what pyproject.toml asks for, with hashes (ARGS=--upgrade for newer versions)
	@.ci/lock $(ARGS)

clean: ## Throw away what make has made; your data in instance/ stays
	rm -rf .venv .cache

environment:
	@.ci/environment requirements.txt

tools:
	@.ci/environment requirements-dev.txt
