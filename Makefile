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
STATIC := .build-static/release
MANUAL := .build/manual
STATIC_MANUAL := .build-static/manual
# Where the tools of the archive look for libraries first: beside themselves.
BESIDE := -Xlinker -rpath -Xlinker '$$ORIGIN/../lib/exitpoll' -Xlinker --disable-new-dtags
# Tests that start processes and measure what comes back; side by side they would time each other out.
ONE_BY_ONE := ^(CommandTests|DeliveryTests|LedgerTests|SandboxTests)\.

# Formats whose readers differ: lines, envelopes, JSON in JSON, elements, texts.
FUZZED := haptik-chat-history zendesk-chat copilot-studio haptik-webhook genesys-xml liveperson-xml whatsapp-text
SECONDS_EACH ?= 60
LIBFUZZER = $(wildcard $(dir $(realpath $(shell command -v swiftc)))../lib/clang/*/lib/linux/libclang_rt.fuzzer_no_main-x86_64.a)
SAMPLES := Tests/TranscriptsTests/Samples

.PHONY: help demo test soak spark fuzz sanitize deps build record format lint install deb tarball \
  try-packages static manual library api-docs clean

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
	EXITPOLL_KILLS=1000 EXITPOLL_SEEDS=40 swift test $(SWIFT_FLAGS) --skip-build --no-parallel \
	  --filter 'DeliveryTests|LedgerTests'

spark: build ## prove on a Spark cluster on this machine that the report is the same (wants pyspark and Java)
	python3 examples/spark/prove.py --exitpoll $(RELEASE)/exitpoll

# Optimised, for many more texts a second; `sanitize` runs what debug builds check besides.
fuzz: deps ## throw bytes at the readers with libFuzzer, SECONDS_EACH (60) at each
	$(BUILD) -c release --scratch-path .build/fuzz --product reading-fuzzer --sanitize address \
	  -Xswiftc -sanitize-coverage=edge,trace-cmp,inline-8bit-counters,pc-table \
	  -Xlinker -u -Xlinker LLVMFuzzerRunDriver -Xlinker --export-dynamic -Xlinker $(LIBFUZZER) -Xlinker -lstdc++
	@for f in $(FUZZED); do \
	  mkdir -p .build/fuzz/corpus/$$f && cp $$(ls $(SAMPLES)/$$f* | grep -v golden) .build/fuzz/corpus/$$f && \
	  echo "== $$f" && ASAN_OPTIONS=malloc_context_size=4 .build/fuzz/release/reading-fuzzer $$f .build/fuzz/corpus/$$f \
	    -max_total_time=$(SECONDS_EACH) -timeout=20 -rss_limit_mb=4096 -max_len=20000 -seed=1 \
	    -artifact_prefix=.build/fuzz/ -print_final_stats=1 >.build/fuzz/$$f.log 2>&1 || { \
	    grep -v '^#[0-9]*	' .build/fuzz/$$f.log | tail -60; exit 1; }; \
	  grep '^stat::number' .build/fuzz/$$f.log; done

sanitize: deps ## run the readers and the C++ shims under the address and undefined-behaviour sanitizers
	@mkdir -p .build/sanitize
	for f in $(wildcard Sources/CSimdjson/*.c); do \
	  $(CC) -g -O1 -fsanitize=address,undefined -fno-sanitize-recover=all -ISources/CSimdjson/include -c $$f \
	    -o .build/sanitize/$$(basename $$f).o || exit 1; done
	$(CXX) -g -O1 -std=c++17 -fsanitize=address,undefined -fno-sanitize-recover=all \
	  -ISources/CSimdjson/include -ISources/CRE2/include Tests/Fuzzing/shims.cpp $(wildcard Sources/CSimdjson/*.cpp) \
	  $(wildcard Sources/CRE2/*.cpp) .build/sanitize/*.o -lsimdjson -lre2 -o .build/sanitize/shims
	.build/sanitize/shims 300 $$(ls $(SAMPLES)/* | grep -v golden)
	$(BUILD) --scratch-path .build/sanitize/swift --product reading-fuzzer --sanitize address
	@for f in $(FUZZED); do mkdir -p .build/sanitize/corpus/$$f && \
	  cp $$(ls $(SAMPLES)/$$f* | grep -v golden) .build/sanitize/corpus/$$f && \
	  .build/sanitize/swift/debug/reading-fuzzer $$f .build/sanitize/corpus/$$f $(SECONDS_EACH) || exit 1; done

build: deps ## build the release binaries
	$(BUILD) -c release --product exitpoll
	$(BUILD) -c release --product haptik-sandbox

record: deps ## write the goldens anew; look at the diff before you commit it
	EXITPOLL_RECORD=1 swift test $(SWIFT_FLAGS)

format: ## lay out the sources as .swift-format says
	swift format -i -r --parallel Sources Tests Package.swift

lint: ## check the layout and the doc comments
	swift format lint --strict -r --parallel Sources Tests Package.swift

install: build manual ## install tools, man pages and completions below PREFIX (default /usr/local)
	packaging/stage.sh $(RELEASE) $(MANUAL) $(DESTDIR)$(PREFIX)

deb: static ## make a Debian package in dist/
	packaging/deb.sh $(STATIC) $(STATIC_MANUAL) dist

tarball: static ## make an archive in dist/ to unpack anywhere
	packaging/tarball.sh $(STATIC) $(STATIC_MANUAL) dist

try-packages: deb tarball ## install and run both on clean Debian roots (needs root and debootstrap)
	packaging/try.sh "$$(ls -t dist/*.deb | head -1)" "$$(ls -t dist/*.tar.gz | head -1)"

static: deps ## build release binaries that bring the Swift runtime along, with their man pages
	$(BUILD) -c release --scratch-path .build-static --static-swift-stdlib $(BESIDE) --product exitpoll
	$(BUILD) -c release --scratch-path .build-static --static-swift-stdlib $(BESIDE) \
	  --product haptik-sandbox
	packaging/manual.sh $(STATIC) $(STATIC_MANUAL) $(SWIFT_FLAGS)

manual: build ## write the man pages, with swift-argument-parser's own tool
	packaging/manual.sh $(RELEASE) $(MANUAL) $(SWIFT_FLAGS)

library: deps ## build the example program that embeds the library, and run it
	cd examples/library && swift run $(SWIFT_FLAGS) --scratch-path ../../.build/library-example \
	  decide-chats

api-docs: deps ## write the library's documentation to .build/api-docs; a warning is an error
	packaging/api-docs.sh .build/api-docs

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
	rm -rf .build .build-static .demo dist
