#!/usr/bin/env bash
# Every shell script parses; shellcheck has its say where it is installed.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mapfile -t scripts < <(grep -rlE --exclude-dir={.git,build,out,node_modules} '^#!.*\b(ba)?sh$' . | sort)
scripts+=(config/packages.sh)
for script in "${scripts[@]}"; do bash -n "$script"; done
if command -v shellcheck >/dev/null; then shellcheck -x -s bash "${scripts[@]}"; fi
echo "${#scripts[@]} scripts parse"
