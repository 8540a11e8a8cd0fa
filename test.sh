#!/usr/bin/env bash
# Runs the tests: ./test.sh all of them, ./test.sh NAME those whose name matches. Installs and builds what is missing first.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=config/packages.sh
. config/packages.sh

packages_need build tour test
mkdir -p build
[[ -e build/dev/build.ninja ]] || cmake --preset dev
cmake --build build/dev
# Scenes wait for a screen or a server more than they work: two a core, eight at most.
jobs=$((2 * $(nproc)))
exec ctest --test-dir build/dev --output-on-failure -j$((jobs < 8 ? jobs : 8)) ${1:+-R "$1"}
