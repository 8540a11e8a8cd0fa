#!/usr/bin/env bash
# How soon after its start foyer can show a floor (target: 300 ms), for the demo hospital and one of 20,000 rooms: when the
# building was in memory (foyer says so in its automation file), and what the floor plan needs from the tap to its pixels.
# Usage: floor.sh BUILD-FOLDER WORK-FOLDER
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
build=$1 work=$2
measure() {
    local name=$1 content=$2 kiosk=$3 run
    sed "s#@CONTENT@#$content#; s#@KIOSK@#$kiosk#" tests/bench/floor.scene >"$work/floor.scene"
    "$build/tests/scene/scene" --foyer "$build/foyer" --config config/test.conf --state "$work/floor" --timeout 60 \
        --measure "$work/floor.scene" >"$work/said" || { cat "$work/said"; return 1; }
    awk -v name="$name" '$1 == "floor" { tap = $3 }
        $1 == "building" { if (n++) printf "%s: building %.0f ms after the start, floor drawn in %.0f ms more: %.0f ms\n", name, $2, tap, $2 + tap }' "$work/said"
}
mkdir -p "$work/big"
cp assets/demo/*.ndjson "$work/big"
"$build/tests/make_building" "$work/big/imdf" 20000
measure "demo hospital" "$PWD/assets/demo" KIOSK-03
measure "20,000 rooms" "$work/big" ""
