# talks: every task a newcomer, a developer or the checks need. `make help` lists them.

SWIFT  ?= swift
PREFIX ?= /usr/local
TALKS   = .build/release/talks

.PHONY: help setup build release demo test lint format bench bench-scale bench-smoke quality fuzz sanitize faults soak install clean

help: ## list the tasks
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

setup: ## install what the build needs and this machine lacks
	@.ci/setup

build: setup ## build everything for debugging, warnings are errors
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

release: setup ## build the program for use
	$(SWIFT) build -c release --static-swift-stdlib --product talks

demo: release ## ingest the sample calendars and ask three questions
	@.ci/demo $(TALKS)

test: setup ## run every test
	$(SWIFT) test

lint: ## check the format of all sources
	$(SWIFT) format lint --strict --recursive --parallel Package.swift Sources Index Tests Benchmarks

format: ## put all sources into format
	$(SWIFT) format format --in-place --recursive --parallel Package.swift Sources Index Tests Benchmarks

bench: release ## run the benchmarks beside their rivals
	Benchmarks/run

bench-scale: release ## time a million talks beside a tenth of them, and searches of them
	Benchmarks/run 1000000 5000 3 scale

bench-smoke: setup ## build the benchmarks and check their results on 5,000 talks
	Benchmarks/smoke

quality: release ## measure extraction and ranking on labelled data, where it is at hand
	@.ci/quality $(TALKS)

fuzz: setup ## fuzz every target for TIME seconds each (default 60)
	Tests/Fuzz/run -s $(or $(TIME),60)

sanitize: setup ## run every test under the address and the thread sanitizer
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test --scratch-path .build-asan --sanitize address
	$(SWIFT) test --scratch-path .build-tsan --sanitize thread

faults: release ## kill and fail the program at every write, and damage its index
	TALKS_FAULTS=1 $(SWIFT) build -c release --static-swift-stdlib --product talks-migrate
	python3 Tests/Faults/sweep.py --program $(TALKS) --migrator .build/release/talks-migrate
	python3 Tests/Faults/damage.py --program $(TALKS)
	python3 Tests/Faults/situations.py --program $(TALKS)

soak: release ## random operations beside a model for TIME seconds (default 60)
	python3 Tests/Soak/soak.py --program $(TALKS) --time $(or $(TIME),60)

install: release ## install the program below PREFIX (default /usr/local)
	install -d "$(DESTDIR)$(PREFIX)/bin"
	install -m 755 $(TALKS) "$(DESTDIR)$(PREFIX)/bin/talks"

clean: ## remove what was built
	rm -rf .build Benchmarks/.build
