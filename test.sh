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
exec ctest --test-dir build/dev --output-on-failure -j2 ${1:+-R "$1"}
