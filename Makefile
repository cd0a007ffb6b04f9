# Latchkey: each target does what it says, alone, from a clean checkout; all are safe to run again.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
MAKEFLAGS += --no-builtin-rules

CHECK := --explicit-target-dependency-import-check error
PYTHON_FILES := Tests/EndToEnd Tests/Chaos scripts $(wildcard Benchmarks Sources/CodeSandbox/Worker)
TEST_PYTHON := .venv-test/bin/python

.PHONY: help
help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: setup setup-run setup-test
setup: setup-run ## System packages, Python environment of the sandbox, front-end libraries

setup-run:
	@scripts/check-swift
	@scripts/system-packages run
	@scripts/python-environment .venv Sources/CodeSandbox/Worker/requirements.txt
	@/usr/bin/python3 scripts/front_end_libraries.py

setup-test: setup-run
	@scripts/system-packages test
	@scripts/python-environment .venv-test Tests/EndToEnd/requirements.txt

.PHONY: build debug-build release-build
build: release-build ## Release build of the server: .build/release/latchkey

release-build: setup-run
	@scripts/phase "release build" swift build -c release --product latchkey $(CHECK)

debug-build: setup-run
	@scripts/phase "debug build with tests" swift build --build-tests $(CHECK)

.PHONY: run demo
run: release-build ## Serve http://127.0.0.1:8080, with its data in ./var
	@exec .build/release/latchkey serve

demo: release-build ## The same page on simulated providers: no account anywhere is needed
	@exec .build/release/latchkey demo

.PHONY: test test-swift test-browser test-chaos
test: test-swift test-browser test-chaos ## All tests: Swift, then the program that ships in a browser and under faults

test-swift: debug-build setup-test
	@scripts/phase "Swift tests" scripts/throwaway-postgres swift test --skip-build --parallel

test-browser: release-build setup-test
	@scripts/phase "end-to-end tests" $(TEST_PYTHON) -m pytest Tests/EndToEnd

test-chaos: release-build setup-test
	@scripts/phase "chaos: the auditor and a short run" $(TEST_PYTHON) -m pytest Tests/Chaos

.PHONY: chaos
chaos: release-build setup-test ## Kill servers under load, then audit them: SEED=… MINUTES=… KILLS=… REPORT=NAME
	@$(TEST_PYTHON) Tests/Chaos/run.py $(if $(SEED),--seed $(SEED)) $(if $(MINUTES),--minutes $(MINUTES)) \
	  $(if $(KILLS),--kills $(KILLS)) $(if $(REPORT),--report $(REPORT))

.PHONY: lint format
lint: setup-test ## Check the style of Swift, Python, JavaScript and shell files
	@scripts/system-packages lint
	@swift format lint --strict --parallel --recursive Package.swift Sources Tests
	@$(TEST_PYTHON) -m ruff check $(PYTHON_FILES)
	@$(TEST_PYTHON) -m ruff format --check $(PYTHON_FILES)
	@.venv-test/bin/oxlint --config .oxlintrc.json Sources/WebApp/Public
	@scripts/shell-files | xargs shellcheck

format: setup-test ## Rewrite Swift and Python files in the project's style
	@swift format format --in-place --parallel --recursive Package.swift Sources Tests
	@$(TEST_PYTHON) -m ruff check --fix $(PYTHON_FILES)
	@$(TEST_PYTHON) -m ruff format $(PYTHON_FILES)

.PHONY: bench bench-scale
bench: release-build setup-test ## Print the figures: latency added, ledger rate, sandbox start, memory, page size
	@/usr/bin/python3 Benchmarks/run.py

bench-scale: release-build setup-test ## Print what a hold costs on a million accounts and ten million entries (slow)
	@/usr/bin/python3 Benchmarks/scale.py

.PHONY: pictures
pictures: release-build setup-test ## Take the pictures of docs/images from the running demo
	@$(TEST_PYTHON) scripts/take_pictures.py

.PHONY: clean
clean: ## Remove what was built or downloaded; ./var and .env stay
	@rm -rf .build .build-* .venv .venv-test Sources/WebApp/Public/vendor Tests/EndToEnd/artifacts
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
