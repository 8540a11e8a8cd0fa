#!/usr/bin/env bash
# Every C file as clang sees it: its warnings differ from GCC's, and any of them fails. Only reads; the commands are those of the
# build in the folder given as argument. (Named numbers are enums here: newer versions mind them beside a double.)
set -euo pipefail
build=$1
command -v clang >/dev/null || { echo "no clang here (Debian package clang)"; exit 1; }
commands=$(mktemp) && trap 'rm -f "$commands"' EXIT
ninja -C "$build" -t compdb | sed -n 's/^    "command": "\(.* -c .*\.c\)",\{0,1\}$/\1/p' |
    sed -e 's/\\\\/\x01/g' -e 's/\\"/"/g' -e 's/\x01/\\/g' -e 's/^\([^ ]*ccache \)\{0,1\}[^ ]* /clang -fsyntax-only -Qunused-arguments /' -e 's/ -MD -MT .* -c / -c /' -e 's/$/ -Wno-enum-float-conversion/' |
    sort -u >"$commands"
count=$(wc -l <"$commands")
((count > 100)) || { echo "only $count C files found in $build"; exit 1; }
cd "$build"
tr '\n' '\0' <"$commands" | xargs -0 -n 1 -P 2 sh -c
echo "$count files"
