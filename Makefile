# What a person needs: `make demo` and `make test`. `make help` lists the rest.

SHELL := /bin/bash
.DEFAULT_GOAL := help
PREFIX ?= /usr/local
BREW := $(shell command -v brew 2>/dev/null)
DEBIAN_PACKAGES := g++ pkg-config libre2-dev libsimdjson-dev libsqlite3-dev libxml2-dev zlib1g-dev
BREW_PACKAGES := libxml2 pkg-config re2 simdjson sqlite
ifneq ($(BREW),)
  export PKG_CONFIG_PATH := $(shell brew --prefix)/opt/libxml2/lib/pkgconfig:$(PKG_CONFIG_PATH)
  SWIFT_FLAGS := -Xcc -I$(shell brew --prefix)/include -Xcxx -I$(shell brew --prefix)/include \
    -Xlinker -L$(shell brew --prefix)/lib
endif
BUILD := swift build $(SWIFT_FLAGS)
RELEASE := .build/release
# Tests that start processes and measure what comes back; side by side they would time each other out.
ONE_BY_ONE := ^(CommandTests|DeliveryTests|LedgerTests|SandboxTests)\.

.PHONY: help demo test soak spark deps build record format lint install clean

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

demo: build ## build, run the shipped pipeline over examples/ and rehearse the sending
	@examples/demo.sh $(RELEASE)

test: deps ## run every test
	$(BUILD) --build-tests --explicit-target-dependency-import-check error
	swift test $(SWIFT_FLAGS) --skip-build --skip '$(ONE_BY_ONE)'
	swift test $(SWIFT_FLAGS) --skip-build --no-parallel --filter '$(ONE_BY_ONE)'

soak: deps ## try delivery for longer: kill it more often, draw more faults
	$(BUILD) --build-tests
	EXITPOLL_KILLS=1000 EXITPOLL_SEEDS=200 swift test $(SWIFT_FLAGS) --skip-build \
	  --filter 'DeliveryTests|LedgerTests'

spark: build ## prove on a Spark cluster on this machine that the report is the same (wants pyspark and Java)
	python3 examples/spark/prove.py --exitpoll $(RELEASE)/exitpoll

build: deps ## build the release binaries
	$(BUILD) -c release --product exitpoll
	$(BUILD) -c release --product haptik-sandbox

record: deps ## write the goldens anew; look at the diff before you commit it
	EXITPOLL_RECORD=1 swift test $(SWIFT_FLAGS)

format: ## lay out the sources as .swift-format says
	swift format -i -r --parallel Sources Tests Package.swift

lint: ## check the layout and the doc comments
	swift format lint --strict -r --parallel Sources Tests Package.swift

install: build ## install the tools below PREFIX (default /usr/local)
	install -d $(DESTDIR)$(PREFIX)/bin
	install -m 755 $(RELEASE)/exitpoll $(RELEASE)/haptik-sandbox $(DESTDIR)$(PREFIX)/bin

deps: ## install the system packages that are missing
	@command -v swift >/dev/null || { \
	  echo "exitpoll needs Swift 6.2 or later, and there is no 'swift' in PATH: see https://www.swift.org/install" >&2; \
	  exit 69; }
ifneq ($(BREW),)
	@for p in $(BREW_PACKAGES); do brew list --versions $$p >/dev/null || brew install --quiet $$p || exit 1; done
else
	@missing=; for p in $(DEBIAN_PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then \
	  as_root=; [ "$$(id -u)" = 0 ] || as_root="sudo -n"; \
	  echo "installing$$missing"; \
	  $$as_root apt-get update -qq && \
	  DEBIAN_FRONTEND=noninteractive $$as_root apt-get install -y -qq --no-install-recommends $$missing >/dev/null || { \
	    echo "could not install:$$missing; as root, run: apt-get install$$missing" >&2; exit 69; }; \
	fi
endif

clean: ## remove what was built
	rm -rf .build .demo
