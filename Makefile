# Every target works in a fresh clone with Python 3.11 or later, make and git, and once set up, without a network.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SITE := $(BIN)/hanoi-korea-site
SIZE ?= 10000
KILLS ?= 70
FAILURES ?= 180
EXAMPLES ?= 1000

.PHONY: build help serve test check eval calibrate golden messages bench soak audit lock format clean browser

build: $(VENV)/run.stamp ## publish the archive to build/
	$(SITE) build

help: ## list these targets
	@sed -n 's/^\([a-z]*\):[^#]*## /\1\t/p' Makefile

serve: $(VENV)/run.stamp ## preview with live reload
	$(SITE) serve

test: $(VENV)/dev.stamp browser ## run every test
	$(BIN)/python -m pytest --numprocesses auto --dist loadfile

check: $(VENV)/dev.stamp ## format, lint, types, layers, reading quality, and the site's own check
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/python tests/eval/score.py --floors
	$(SITE) check

eval: $(VENV)/dev.stamp ## how well the annotated articles are read
	$(BIN)/python tests/eval/score.py

calibrate: $(VENV)/dev.stamp ## measure the confidence on the annotated articles, for the quality page
	$(BIN)/python tests/eval/calibrate.py

golden: $(VENV)/dev.stamp ## accept the small site's pages as they are now, after looking at them
	UPDATE_GOLDEN=1 $(BIN)/python -m pytest -q tests/golden

messages: $(VENV)/dev.stamp ## take up new messages of the source into the catalogues, and compile these
	$(BIN)/python tools/messages.py

bench: $(VENV)/dev.stamp ## figures beside Hugo; SIZE=100000 for the large corpus
	$(BIN)/python benchmarks/bench.py --size $(SIZE)

soak: $(VENV)/dev.stamp ## hostile inputs and kills by the hundred, about half an hour; not part of the tests
	HYPOTHESIS_PROFILE=soak EXAMPLES=$(EXAMPLES) KILLS=$(KILLS) FAILURES=$(FAILURES) $(BIN)/python -m pytest tests/hostile -s -rP \
	    --hypothesis-show-statistics --numprocesses 0

audit: $(VENV)/dev.stamp ## known faults of the locked dependencies; asks the network
	$(BIN)/uv tool run pip-audit --require-hashes --disable-pip -r requirements/run.txt

format: $(VENV)/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

browser: $(VENV)/dev.stamp
	$(BIN)/python tests/browser/find.py --install

lock: $(VENV)/dev.stamp ## refresh the locked dependencies
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --upgrade \
	    --quiet --output-file requirements/run.txt
	$(BIN)/uv pip compile pyproject.toml requirements/build.in --extra test --extra dev --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-annotate --custom-compile-command "make lock" --upgrade \
	    --constraint requirements/run.txt --quiet --output-file requirements/dev.txt

clean:
	rm -rf build dist $(VENV) .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis

# Wheels are kept beside the environment: the test of the built wheel installs from them, without a network.
$(VENV)/run.stamp: requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip download --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt -d $(VENV)/wheels
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --find-links $(VENV)/wheels \
	    --require-hashes -r requirements/run.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/dev.stamp: requirements/dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	touch $@
