#!/usr/bin/env bash
# The code is as .clang-format lays it out (version 14, Debian 12's; others differ in details). Skipped (77) without it.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
format=$(command -v clang-format-14 || command -v clang-format) || { echo "no clang-format here"; exit 77; }
"$format" --version | grep -q 'version 14\.' || { echo "this is not clang-format 14"; exit 77; }
status=0
while IFS= read -r file; do
    "$format" "$file" | cmp -s - "$file" || { echo "$file is laid out differently: $format -i $file"; status=1; }
done < <(find backend-client kiosk tests -name '*.[ch]' | sort)
exit $status
