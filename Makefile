# Satchel. `make help` lists the targets.

VERSION = 0.1.0

PREFIX ?= /usr/local
BINDIR ?= $(PREFIX)/bin
# Helper programs, found relative to the programs.
LIBEXECDIR = $(BINDIR)/../libexec/satchel
LIBDIR ?= $(PREFIX)/lib
INCLUDEDIR ?= $(PREFIX)/include
MANDIR ?= $(PREFIX)/share/man
DATADIR ?= $(PREFIX)/share/satchel
DESTDIR ?=
INSTALL ?= install
PKG_CONFIG ?= pkg-config

CC ?= cc
OBJCOPY ?= objcopy
# With -O3, satchel-lint takes about 4 % less time than with -O2; sanitizers only make it slower to compile.
CFLAGS ?= -O$(if $(SANITIZE),2,3) -g
BUILD ?= build
# WERROR=1 makes every warning an error; .ci/run sets it.
WERROR ?=
# SANITIZE=1 builds with AddressSanitizer and UndefinedBehaviorSanitizer.
SANITIZE ?=

# Apple's linker and those of ELF systems need different options.
ifeq ($(shell uname),Darwin)
as_needed = -Wl,-dead_strip_dylibs
shared_name := libsatchel.0.dylib
development_name := libsatchel.dylib
shared_flags = -dynamiclib -install_name $(LIBDIR)/$(@F)
localize = : # linking with -r does it
left_out = tests/unit/cmd/allocation_failure%
else
as_needed = -Wl,--as-needed
shared_name := libsatchel.so.0
development_name := libsatchel.so
# The sanitizers' own symbols come from the program that loads the library.
shared_flags = -shared -Wl,-soname,$(@F) -Wl,--version-script=tools/reader/satchel.map $(if $(SANITIZE),,-Wl,-z,defs)
localize = $(OBJCOPY) --localize-hidden
endif

PACKAGES = libxml-2.0 zlib libdeflate libutf8proc libsodium nettle libpcre2-8 libcurl hunspell sqlite3 libzstd libzip libcmark-gfm libmicrohttpd
TEST_PACKAGES = cmocka jansson

WARNINGS = -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes -Wvla
sanitizers = -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

flags := -std=c17 -D_GNU_SOURCE -DSATCHEL_VERSION='"$(VERSION)"' -Itools -I$(BUILD)/gen $(WARNINGS) -pthread -fvisibility=hidden \
	$(if $(WERROR),-Werror) $(if $(SANITIZE),$(sanitizers)) -MMD -MP \
	$(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(PACKAGES)))
# Load only used libraries: loading takes longer than reading a lesson from a pack.
libraries = $(as_needed) $(shell $(PKG_CONFIG) --libs $(PACKAGES)) -lcmark-gfm-extensions -lm

# Each program has a manual.
manuals := $(wildcard tools/cmd/*.1)
programs := $(manuals:tools/cmd/%.1=%)
sources := $(filter-out tools/cmd/main.c,$(wildcard tools/*/*.c tools/check/*/*.c tools/convert/*/*.c tools/editor/*/*.c))
generated := $(addprefix $(BUILD)/gen/,schemas.c pages.c site.c page_script.c schema_tables.c word_tables.c duplicate_tables.c attributes.c lesson_model.c math_model.c)
objects := $(sources:%.c=$(BUILD)/obj/%.o) $(generated:%.c=%.o)
library := $(BUILD)/libhouse.a
binaries := $(programs:%=$(BUILD)/bin/%)
helpers := $(BUILD)/libexec/satchel/satchel-pack-build

# libsatchel: the reader alone, for other programs to link.
reader_packages := zlib nettle libsodium
reader_objects := $(patsubst tools/reader/%.c,$(BUILD)/pic/%.o,$(wildcard tools/reader/*.c)) $(addprefix $(BUILD)/pic/,schema_tables.o word_tables.o)
shared := $(BUILD)/lib/$(shared_name)
static := $(BUILD)/lib/libsatchel.a

unit_sources := $(filter-out $(left_out),$(wildcard tests/unit/*/*.c tests/rules/*.c tests/packs/*.c))
units := $(unit_sources:tests/%.c=$(BUILD)/test/%)
judge := $(BUILD)/test/mutants/judge
prefixes := $(BUILD)/test/prefixes/prefixes
vectors := $(BUILD)/test/vectors/list.json
bench_tools := $(patsubst tests/bench/%.c,$(BUILD)/bench/%,$(wildcard tests/bench/*.c))
schemas := $(wildcard schema/*.xsd)
json_schemas := $(wildcard schema/*.schema.json)
pages := $(wildcard tools/check/rules/*/*.md)
# The player and satchel.js.
site := $(wildcard $(addprefix tools/web/,index.html worker.js manifest.webmanifest icon.svg player/*.js player/*.css \
	player/*/*.js satchel/*.js))

fuzz_names := $(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c))
fuzz_targets := $(fuzz_names:%=$(BUILD)/fuzz/%)

# The VS Code extension.
vsix := $(BUILD)/satchel-$(VERSION).vsix
extension := tools/editor/vscode

.PHONY: all demo check bench bench-web vscode fuzz fuzz-targets install uninstall clean help FORCE
.DELETE_ON_ERROR:

all: $(binaries) $(helpers) $(shared) $(static) ## build the programs into build/bin, libsatchel into build/lib (the default)

# Objects depend on the flags: another compiler or option rebuilds everything.
$(BUILD)/flags: FORCE
	@mkdir -p $(@D)
	@printf '%s\n' '$(subst ','\'',$(CC) $(CPPFLAGS) $(CFLAGS) $(flags) $(LDFLAGS))' | cmp -s - $@ || \
	printf '%s\n' '$(subst ','\'',$(CC) $(CPPFLAGS) $(CFLAGS) $(flags) $(LDFLAGS))' > $@

compile = @mkdir -p $(@D) && printf '  CC    %s\n' '$<' && $(CC) $(CPPFLAGS) $(CFLAGS) $(flags)
link = @mkdir -p $(@D) && printf '  LINK  %s\n' '$@' && $(CC) $(CPPFLAGS) $(CFLAGS) $(flags)

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	$(compile) -c -o $@ $<

$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags
	$(compile) -c -o $@ $<

$(library): $(objects)
	@rm -f $@ && $(AR) rcs $@ $^

$(binaries) $(helpers): tools/cmd/main.c $(library) $(BUILD)/flags
	$(link) -DPROGRAM_MAIN=$(subst -,_,$(@F:satchel-%=%))_main -o $@ $< $(library) $(LDFLAGS) $(libraries)

$(BUILD)/pic/%.o: tools/reader/%.c $(BUILD)/flags
	$(compile) -fPIC -c -o $@ $<

$(BUILD)/pic/%_tables.o: $(BUILD)/gen/%_tables.c $(BUILD)/flags
	$(compile) -fPIC -c -o $@ $<

$(shared): $(reader_objects) tools/reader/satchel.map
	$(link) $(shared_flags) -o $@ $(reader_objects) $(LDFLAGS) $(shell $(PKG_CONFIG) --libs $(reader_packages))
	@ln -sf $(@F) $(BUILD)/lib/$(development_name)

# One object that exports only satchel_*, so that no other name conflicts with the caller's.
$(static): $(reader_objects)
	@mkdir -p $(@D) && printf '  AR    %s\n' '$@' && rm -f $@ && $(CC) -r -nostdlib -o $(BUILD)/pic/whole.o $^ && \
	$(localize) $(BUILD)/pic/whole.o && $(AR) rcs $@ $(BUILD)/pic/whole.o

# Files that are compiled into the programs.
$(BUILD)/gen/schemas.c: tools/embed $(schemas)
	@mkdir -p $(@D) && tools/embed embedded_schemas $(schemas) > $@
$(BUILD)/gen/pages.c: tools/embed $(pages)
	@mkdir -p $(@D) && tools/embed embedded_pages $(pages) > $@

# The player as it is deployed, with its modules joined, in $(BUILD)/site.
$(BUILD)/join-site: tools/join-site.c $(addprefix tools/preview/,modules.c module_text.c modules.h module_text.h) tools/base/buf.c \
	$(BUILD)/flags
	@mkdir -p $(@D) && printf '  CC    %s\n' '$<' && $(CC) -std=c17 -D_GNU_SOURCE -Itools $(WARNINGS) \
	$(if $(WERROR),-Werror) -o $@ $(filter %.c,$^)
$(BUILD)/gen/page_script.js: $(BUILD)/join-site $(site)
	@rm -rf $(BUILD)/site && mkdir -p $(@D) $(BUILD)/site && cd tools/web && \
	$(abspath $<) $(abspath $(BUILD)/site) $(abspath $@) $(site:tools/web/%=%)
$(BUILD)/gen/page_script.c: tools/embed $(BUILD)/gen/page_script.js
	@cd $(@D) && $(abspath $<) embedded_page_script page_script.js > $(abspath $@)
$(BUILD)/gen/site.c: tools/embed $(BUILD)/gen/page_script.js
	@cd $(BUILD)/site && $(abspath $<) embedded_site $$(find * -type f | LC_ALL=C sort) > $(abspath $@)

# One line for each element, in byte order: ELEMENT(TITLE, "title")
element_list := $(BUILD)/gen/lesson_elements.def
$(element_list): schema/lesson.xsd
	@mkdir -p $(@D) && sed -n 's/.*<xs:element \(name="\|ref="m:\)\([^"]*\)".*/\2/p' $< | LC_ALL=C sort -u | \
	awk '{ id = toupper($$0); gsub(/-/, "_", id); printf "ELEMENT(%s, \"%s\")\n", id, $$0 }' > $@
$(objects): | $(element_list)

$(BUILD)/gen/attributes.c: tools/attributes schema/lesson.xsd
	@mkdir -p $(@D) && $^ > $@

# It runs during the build, so it is built without sanitizers.
$(BUILD)/schema-tables: tools/schema-tables.c tools/reader/json_check.c tools/reader/json_walk.c tools/reader/json.h \
	tools/reader/satchel.h tools/reader/forms.def tools/reader/forms.h tools/reader/schema_tables.h $(BUILD)/flags
	@mkdir -p $(@D) && printf '  CC    %s\n' '$<' && $(CC) -std=c17 -D_GNU_SOURCE -Itools $(WARNINGS) \
	$(if $(WERROR),-Werror) -o $@ $(filter %.c,$^)
$(BUILD)/gen/schema_tables.c: $(BUILD)/schema-tables $(json_schemas)
	@mkdir -p $(@D) && $< schema > $@

$(BUILD)/word-tables: tools/word-tables.c tools/reader/word_tables.h $(BUILD)/flags
	@mkdir -p $(@D) && printf '  CC    %s\n' '$<' && $(CC) -std=c17 -D_GNU_SOURCE -Itools $(WARNINGS) \
	$(if $(WERROR),-Werror) $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags libutf8proc)) -o $@ $< \
	$(shell $(PKG_CONFIG) --libs libutf8proc)
$(BUILD)/gen/word_tables.c: $(BUILD)/word-tables
	@mkdir -p $(@D) && $< > $@

$(BUILD)/duplicate-tables: tools/duplicate-tables.c $(addprefix tools/check/,$(addprefix duplicate/,listed.c concept_word.c \
	concept_rules.c word_class.c word_form.c) core/vocabulary.c core/unspaced.c) $(addprefix tools/base/,arena.c hash.c map.c \
	utf8.c buf.c) $(wildcard tools/check/duplicate/*.h tools/check/*/*.def) $(element_list) $(BUILD)/flags
	@mkdir -p $(@D) && printf '  CC    %s\n' '$<' && $(CC) -std=c17 -D_GNU_SOURCE -Itools -I$(BUILD)/gen $(WARNINGS) \
	$(if $(WERROR),-Werror) $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags libutf8proc)) -o $@ $(filter %.c,$^) \
	$(shell $(PKG_CONFIG) --libs libutf8proc)
$(BUILD)/gen/duplicate_tables.c: $(BUILD)/duplicate-tables
	@mkdir -p $(@D) && $< > $@

$(BUILD)/lesson-model: tools/lesson-model.c $(addprefix tools/lesson/,model.c automaton.c automaton_content.c automaton_value.c \
	patterns.c patterns_compile.c xsd.c names.c model.h automaton.h patterns.h xsd.h names.h) tools/base/arena.c tools/base/buf.c \
	$(element_list) $(BUILD)/flags
	@mkdir -p $(@D) && printf '  CC    %s\n' '$<' && $(CC) -std=c17 -D_GNU_SOURCE -Itools -I$(BUILD)/gen $(WARNINGS) \
	$(if $(WERROR),-Werror) $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags libxml-2.0)) -o $@ $(filter %.c,$^) \
	$(shell $(PKG_CONFIG) --libs libxml-2.0)
$(BUILD)/gen/lesson_model.c: $(BUILD)/lesson-model schema/lesson.xsd schema/xml.xsd
	@mkdir -p $(@D) && $^ lesson_model > $@
$(BUILD)/gen/math_model.c: $(BUILD)/lesson-model schema/mathml.xsd schema/xml.xsd
	@mkdir -p $(@D) && $^ math_model > $@

$(BUILD)/test/%: tests/%.c $(library) $(BUILD)/flags
	$(link) $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(TEST_PACKAGES))) -o $@ $< $(library) \
	$(LDFLAGS) $(libraries) $(shell $(PKG_CONFIG) --libs $(TEST_PACKAGES))

# They replace malloc in all code of this tree. Apple's linker can't do that.
$(BUILD)/test/unit/cmd/allocation_failure%: private LDFLAGS += -Wl,--wrap=malloc,--wrap=calloc,--wrap=realloc

# All fuzz targets in one program, each under a name of its own.
fuzz_list := $(BUILD)/gen/fuzz_targets.def
fuzz_objects := $(fuzz_names:%=$(BUILD)/test/prefixes/%.o)
$(fuzz_list): Makefile $(wildcard tests/fuzz)
	@mkdir -p $(@D) && printf 'TARGET(%s)\n' $(fuzz_names) > $@
$(BUILD)/test/prefixes/%.o: tests/fuzz/%.c $(BUILD)/flags
	$(compile) -DLLVMFuzzerTestOneInput=fuzz_$* -c -o $@ $<
$(prefixes): tests/prefixes/prefixes.c $(fuzz_list) $(fuzz_objects) $(library) $(BUILD)/flags
	$(link) -o $@ $< $(fuzz_objects) $(library) $(LDFLAGS) $(libraries)

$(vectors): tests/packs/vectors $(wildcard tests/packs/*.py)
	@mkdir -p $(@D) && ! command -v python3 > /dev/null || { tests/packs/vectors $(@D) && tests/packs/vectors --list > $@; }

$(BUILD)/bench/%: tests/bench/%.c $(library) $(BUILD)/flags
	$(link) -o $@ $< $(library) $(LDFLAGS) $(libraries) $(LDLIBS)

demo: all ## check and pack the content of this repository, and read a lesson back
	@BUILD=$(BUILD) tests/demo

check: all $(units) $(judge) $(prefixes) $(vectors) ## run all tests; with STRICT=1, fail if a suite needs a missing program
	@BUILD=$(BUILD) STRICT=$(STRICT) SANITIZE=$(SANITIZE) tests/run $(units)

bench: all $(bench_tools) ## measure the programs against xmllint, zip, unzip, libzip and zchunk and print the ratios
	@BUILD=$(BUILD) tests/bench/run

bench-web: all $(BUILD)/bench/generate ## measure the player and the preview in Chromium
	@BUILD=$(BUILD) tests/bench/web

vscode: $(vsix) ## package the VS Code extension (needs Node; tools/setup --dev brings the rest)

# vsce would ask about the missing address of a repository.
$(vsix): $(wildcard $(extension)/*.*) $(extension)/node_modules/package.json LICENSE Makefile
	@mkdir -p $(@D) && printf '  VSIX  %s\n' '$@' && node $(extension)/build.mjs $(BUILD)/vscode $(VERSION) && \
	cd $(BUILD)/vscode && node $(abspath $(extension)/node_modules/@vscode/vsce/vsce) package --no-dependencies \
	--allow-missing-repository -o $(abspath $@) > ../vscode.log || { cat ../vscode.log >&2; exit 1; }

$(extension)/node_modules/package.json:
	@echo 'the VS Code extension needs packages from npm: run tools/setup --dev' >&2 && exit 1

fuzz: ## fuzz the readers under sanitizers, SECONDS_EACH=60 each (needs clang)
	@tests/fuzz/run

# Run by tests/fuzz/run in its own build folder.
fuzz-targets:
	@$(MAKE) --no-print-directory all $(fuzz_targets) CC=clang SANITIZE=1 CFLAGS='-O1 -g -fsanitize=fuzzer-no-link'

$(BUILD)/fuzz/%: tests/fuzz/%.c $(library) $(BUILD)/flags
	$(link) -fsanitize=fuzzer -o $@ $< $(library) $(LDFLAGS) $(libraries)

install: all ## install programs, libsatchel, manuals and schemas under PREFIX (and DESTDIR)
	$(INSTALL) -d $(DESTDIR)$(BINDIR) $(DESTDIR)$(MANDIR)/man1 $(DESTDIR)$(MANDIR)/man3 $(DESTDIR)$(DATADIR)/schema \
	$(DESTDIR)$(LIBDIR)/pkgconfig $(DESTDIR)$(INCLUDEDIR) $(DESTDIR)$(LIBEXECDIR)
	$(INSTALL) -m 755 $(binaries) $(DESTDIR)$(BINDIR)
	$(INSTALL) -m 755 $(helpers) $(DESTDIR)$(LIBEXECDIR)
	$(INSTALL) -m 644 $(manuals) $(DESTDIR)$(MANDIR)/man1
	$(INSTALL) -m 644 $(schemas) $(json_schemas) schema/catalog.xml $(DESTDIR)$(DATADIR)/schema
	$(INSTALL) -m 644 tools/reader/satchel.h $(DESTDIR)$(INCLUDEDIR)
	$(INSTALL) -m 644 tools/reader/satchel.3 $(DESTDIR)$(MANDIR)/man3
	$(INSTALL) -m 755 $(shared) $(DESTDIR)$(LIBDIR)
	ln -sf $(shared_name) $(DESTDIR)$(LIBDIR)/$(development_name)
	$(INSTALL) -m 644 $(static) $(DESTDIR)$(LIBDIR)
	sed 's|@PREFIX@|$(PREFIX)|; s|@LIBDIR@|$(LIBDIR)|; s|@INCLUDEDIR@|$(INCLUDEDIR)|; s|@VERSION@|$(VERSION)|' \
	tools/reader/satchel.pc.in > $(DESTDIR)$(LIBDIR)/pkgconfig/satchel.pc

uninstall: ## remove the installed files
	rm -f $(programs:%=$(DESTDIR)$(BINDIR)/%) $(manuals:tools/cmd/%=$(DESTDIR)$(MANDIR)/man1/%)
	rm -f $(DESTDIR)$(INCLUDEDIR)/satchel.h $(DESTDIR)$(MANDIR)/man3/satchel.3 $(DESTDIR)$(LIBDIR)/pkgconfig/satchel.pc \
	$(DESTDIR)$(LIBDIR)/libsatchel.a $(DESTDIR)$(LIBDIR)/$(development_name) $(DESTDIR)$(LIBDIR)/$(shared_name)
	rm -rf $(DESTDIR)$(DATADIR) $(DESTDIR)$(LIBEXECDIR)

clean: ## remove the build folder
	rm -rf $(BUILD)

help: ## print this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{ printf "%-18s %s\n", $$1, $$2 }'

-include $(objects:.o=.d) $(reader_objects:.o=.d) $(binaries:=.d) $(helpers:=.d) $(units:=.d) $(judge:=.d) $(prefixes:=.d) $(fuzz_objects:.o=.d) $(bench_tools:=.d) $(fuzz_targets:=.d)
