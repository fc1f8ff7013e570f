# vidx: `make demo` makes a video on a local cloud, `make test` runs every test. Needs Python >= 3.11 and make, nothing else.

PYTHON ?= python3
BIN    := .venv/bin
FUNCTIONS := $(patsubst functions/%/handler.py,%,$(wildcard functions/*/handler.py))
IMPORT_CHECKS := $(addprefix build/imports/,$(FUNCTIONS))

# Python keeps what it has compiled: hundreds of the tests' processes would compile the same packages otherwise.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo up down test check static imports images images-base images-demo sam-invoke deploy smoke nag template-diff audit-dependencies format lock dashboard fuzz faults bench load audit clean

help: ## list the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 13

demo: setup ## make a real video from the sample photos on a local cloud
	@$(BIN)/python -m local.demo

up: setup ## start the local cloud
	@$(BIN)/vidx local up

down: ## stop the local cloud, and only it
	@if [ -x $(BIN)/vidx ]; then $(BIN)/vidx local down; else echo "nothing to stop: there is no local cloud here"; fi

test: setup build/sam/venv/.ready ## run all tests
	$(BIN)/pytest --numprocesses 2 --dist loadgroup --no-loadscope-reorder

check: static imports test ## format, lint, types, import rules, handler imports, tests

static: setup ## the checks that run nothing: format, lint, types, import rules
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

imports: setup $(IMPORT_CHECKS) ## import every handler with nothing but its own function's requirements

build/imports/%: functions/%/requirements.txt .venv/.ready FORCE
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python $@
	@$(BIN)/uv pip install --quiet --python $@/bin/python --require-hashes --no-deps -r $<
	@PYTHONPATH=.:layers/common/python AWS_DEFAULT_REGION=us-east-1 $@/bin/python -W error::ImportWarning -c "import functions.$*.handler" && echo "functions/$*: imports with its own requirements"

.PHONY: FORCE
FORCE:

setup: .venv/.ready .venv-emulator/.ready build/ffmpeg/.ready functions/render/compositing/libsubpixel_resize.so ## install everything (done by the others when needed)

.venv/.ready: requirements/dev.txt requirements/uv.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "vidx needs Python 3.11 or newer; $$($(PYTHON) --version) is too old. Name a newer one: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' || { echo "this Python lacks the venv module; on Debian or Ubuntu: apt-get install python3-venv"; exit 1; }
	@echo "setting up .venv …"
	@$(PYTHON) -m venv --clear .venv
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes --no-deps -r requirements/dev.txt
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --no-deps --no-build-isolation --editable .
	@touch $@

.venv-emulator/.ready: local/emulator/requirements.txt .venv/.ready
	@echo "setting up the AWS emulator …"
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python .venv-emulator
	@$(BIN)/uv pip install --quiet --python .venv-emulator/bin/python --require-hashes -r $<
	@touch $@

build/ffmpeg/.ready: $(wildcard layers/ffmpeg/*.*) .venv/.ready
	@echo "staging FFmpeg and fonts …"
	@$(BIN)/python -m layers.ffmpeg.build
	@touch $@

functions/render/compositing/libsubpixel_resize.so: $(wildcard layers/subpixel_resize/*.*) | .venv/.ready
	@echo "compiling the resize kernel …"
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --target build/zig --require-hashes -r layers/subpixel_resize/requirements.txt
	@PYTHONPATH=build/zig $(BIN)/python -m layers.subpixel_resize.build
	@rm -rf build/zig

images: setup ## build every function's container image and invoke each: with Docker, or by buildah; or FUNCTION="api tts" alone
	$(BIN)/python -m local.images build $(FUNCTION)

images-base: setup ## build the base image that buildah uses instead of AWS's (done by `make images` when needed)
	$(BIN)/python -m local.images base

images-demo: setup ## make the sample video inside the images' file systems, in a box like Lambda's; LONG=1: the longest video
	$(BIN)/python -m local.images demo $(if $(LONG),--long)

sam-invoke: up build/sam/venv/.ready ## run FUNCTION with EVENT of events/: by SAM with a container engine, else in the image's box
	@$(BIN)/python -m local.images.sam $(FUNCTION) $(EVENT)

build/sam/venv/.ready: requirements/sam.txt .venv/.ready
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/sam/venv
	@$(BIN)/uv pip install --quiet --python build/sam/venv/bin/python --require-hashes -r $<
	@touch $@

ENVIRONMENT ?= dev
deploy: setup ## deploy to AWS and set up the R2 buckets for the site: make deploy ENVIRONMENT=prod
	$(BIN)/python -m infra.preflight --environment $(ENVIRONMENT)
	npx cdk deploy --all -c environment=$(ENVIRONMENT) $(CDK_OPTIONS)
	$(BIN)/python -m infra.r2 apply --environment $(ENVIRONMENT)

smoke: setup ## make, list and delete one real video with the stack at API_URL: make smoke API_URL=https://…
	@test -n "$(API_URL)" || { echo "name the stack: make smoke API_URL=https://ads.example.com"; exit 2; }
	@$(BIN)/python -m infra.smoke --api-url $(API_URL) $(SMOKE_OPTIONS)

nag: setup build/nag/venv/.ready ## check the templates and the state machine: cdk-nag, cfn-lint, checkov, asl-validator
	@$(BIN)/python -m infra.nag

build/nag/venv/.ready: requirements/nag.txt .venv/.ready
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/nag/venv
	@$(BIN)/uv pip install --quiet --python build/nag/venv/bin/python --require-hashes -r $<
	@touch $@

template-diff: setup ## show what a deploy changes since the last release, and fail if it would lose data; or RELEASE=v1.0.0
	@$(BIN)/python -m infra.template_diff $(RELEASE)

audit-dependencies: setup build/audit/venv/.ready ## look for known vulnerabilities and for licences in what is shipped
	@$(BIN)/python -m infra.dependencies

build/audit/venv/.ready: requirements/audit.txt .venv/.ready
	@$(BIN)/uv venv --quiet --clear --python $(BIN)/python build/audit/venv
	@$(BIN)/uv pip install --quiet --python build/audit/venv/bin/python --require-hashes -r $<
	@touch $@

format: setup ## put the code into the house format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/.ready ## compile every requirements file anew
	@for f in requirements/uv.in requirements/dev.in requirements/nag.in requirements/audit.in requirements/sam.in requirements/plots.in layers/*/*.in local/emulator/requirements.in functions/*/requirements.in; do \
	  $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --excludes requirements/excludes.txt $$f -o $${f%.in}.txt || exit 1; done

dashboard: build/plots/.ready ## draw the dashboard's picture in the documents from a recorded run
	@PYTHONPATH=build/plots/packages $(BIN)/python -m tools.dashboard.draw

build/plots/.ready: requirements/plots.txt .venv/.ready
	@$(BIN)/uv pip install --quiet --python $(BIN)/python --target build/plots/packages --require-hashes -r $<
	@touch $@

fuzz: up ## send generated requests to the API and play a job's life in random orders; writes docs/reliability.md
	VIDX_FUZZ=long $(BIN)/pytest tests/contract/test_fuzz.py tests/contract/test_job_life.py
	$(BIN)/python -m testing.fuzz

faults: setup ## break every part of a local cloud in turn while jobs run; writes docs/reliability.md; takes an hour
	$(BIN)/python -m testing.faults

bench: up $(IMPORT_CHECKS) ## measure speed and timing against the limits; takes a while
	$(BIN)/python -m benchmarks.imports
	$(BIN)/python -m benchmarks.motion
	$(BIN)/python -m benchmarks.quality
	$(BIN)/python -m benchmarks.render
	$(BIN)/python -m benchmarks.variants
	$(BIN)/python -m benchmarks.peers
	$(BIN)/python -m benchmarks.scale
	$(BIN)/python -m benchmarks.alignment
	$(BIN)/vidx login --demo
	$(BIN)/python -m benchmarks.mapping
	$(BIN)/python -m benchmarks.pace
	$(BIN)/python -m benchmarks.pipeline
	$(BIN)/python -m benchmarks.cost
	$(BIN)/python -m benchmarks.capacity

load: setup ## 200 jobs of four sellers at once: none lost, doubled, stuck or failed; takes a while
	$(BIN)/python -m benchmarks.load

audit: up ## Lighthouse on the pages of the local cloud
	@$(BIN)/python -m audit

clean: down ## remove everything that was built or installed here
	rm -rf .venv .venv-emulator .vidx build node_modules cdk.out output functions/render/compositing/libsubpixel_resize.so
