#!/usr/bin/env bash
# The code is as .clang-format lays it out (version 14, Debian 12's; others differ in details). Skipped (77) without it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
format=$(command -v clang-format-14 || command -v clang-format) || { echo "no clang-format here"; exit 77; }
"$format" --version | grep -q 'version 14\.' || { echo "this is not clang-format 14"; exit 77; }
find backend-client kiosk tests -name '*.[ch]' -print0 | sort -z | xargs -0 -n 64 -P 2 "$format" --dry-run --Werror 2>&1 |
    sed -n "s/^\([^:]*\):[0-9:]* error: .*/\1 is laid out differently: ${format//\//\\/} -i \1/p" | sort -u | { ! grep . ; }
