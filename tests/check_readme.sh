#!/usr/bin/env bash
# The README says what is public: every screen of the program and every package stand in it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
status=0
screens=$(grep -rhoE '\[[A-Z_]+\] = "[a-z]+(\.[a-z]+)*"' kiosk/screen | sed 's/.*"\(.*\)"/\1/' | sort -u)
(($(wc -l <<<"$screens") > 40)) || { echo "the screens' names are written otherwise now"; exit 1; }
for screen in $screens; do
    grep -qE "[\` ]${screen//./\\.}[\` ]" README.md || { echo "README.md does not name the screen $screen"; status=1; }
done
while read -r group package why; do
    grep -qF "| $group | ${package%%/*} | $why |" README.md || { echo "README.md lacks the package ${package%%/*}: $why"; status=1; }
done < <(grep -v '^#' config/packages.txt)
exit $status
