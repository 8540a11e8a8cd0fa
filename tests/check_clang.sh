#!/usr/bin/env bash
# Builds everything with clang, whose warnings differ from GCC's; any warning fails. Not part of ctest: it takes a full build.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
command -v clang >/dev/null || { echo "no clang here (Debian package clang)"; exit 77; }
cmake --preset clang >/dev/null
cmake --build build/clang
