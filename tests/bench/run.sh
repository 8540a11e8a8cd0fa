#!/usr/bin/env bash
# Prints how fast and how large Foyer is, as a hospital runs it (release build, 1080x1920, software renderer):
# start, memory at home and after the tour, idle CPU, tap to pixels on each screen of the tour, submit to receipt.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
# shellcheck source=config/packages.sh
. config/packages.sh
packages_need build tour test
cmake --preset release -DFOYER_TESTS=ON -DFOYER_TOUR=ON >/dev/null
cmake --build build/release --target foyer foyerctl scene screenprobe bench_plan translations >/dev/null

work=$(mktemp -d)
xvfb=
trap '[[ -z $xvfb ]] || kill "$xvfb"; rm -rf "$work"' EXIT
exec 3<>"$work/display"
Xvfb -displayfd 3 -screen 0 1080x1920x24 -nolisten tcp -noreset 2>/dev/null &
xvfb=$!
for ((i = 0; i < 200; i++)); do
    [[ -s $work/display ]] && break
    sleep 0.05
done
DISPLAY=:$(<"$work/display")
export DISPLAY SDL_VIDEODRIVER=x11 SDL_AUDIODRIVER=dummy TZ=Asia/Shanghai

play() { # OPTION... SCENE...
    build/release/tests/scene/scene --foyer build/release/foyer --foyerctl build/release/foyerctl --config config/test.conf "$@"
}

echo "== start, memory at home, idle CPU (first run fills the store and the page cache; targets: 120 ms, 40 MiB, 0 %)"
for run in first second third fourth; do
    printf '%-7s ' "$run"
    build/release/tests/screenprobe 540 1600 20000 -- \
        build/release/foyer --config config/demo.conf --state "$work/state" --window 1080x1920
done

echo "== the floor plan of 600 rooms (target: p99 of 16.7 ms for pan and zoom)"
build/release/tests/bench_plan

echo "== from the start to the first floor that can be seen, for the demo hospital and 20,000 rooms (target: 300 ms)"
cmake --build build/release --target make_building >/dev/null
tests/bench/floor.sh build/release "$work"

echo "== the tour, each scene on its own foyer (targets: 16.7 ms from tap to pixels, 50 ms from submit to receipt)"
mapfile -t scenes < <(grep -H '^tour ' tests/scenes/*.scene | sed 's/^\(.*\):tour \(.*\)$/\2 \1/' | sort -n | cut -d' ' -f2-)
play --state "$work/tour" \
    --measure "${scenes[@]}" >"$work/said" || { cat "$work/said"; exit 1; }
grep -E '^submit' "$work/said"
awk '$1 == "tap" { n++; sum += $4; if ($4 > max) max = $4 } END { if (n) printf "%d taps: %.1f ms on average, %.1f ms at most\n", n, sum / n, max }' "$work/said"
awk '$1 == "submit" { n++; sum += $3; if ($3 > max) max = $3 } END { if (n) printf "%d receipts: %.1f ms on average, %.1f ms at most\n", n, sum / n, max }' "$work/said"

echo "== every screen in one go, then home (target: 64 MiB after it)"
play --state "$work/tour" \
    --together --measure tests/scenes/every-screen-*.scene >"$work/said" || { cat "$work/said"; exit 1; }
grep -E '^memory' "$work/said"

echo "== from a call in a room's process to the board in another (target: 1 s; with the start of the caller's process)"
play --state "$work/tour" \
    --measure tests/bench/calls.scene >"$work/said" || { cat "$work/said"; exit 1; }
awk '$1 == "call" { n++; sum += $2; if ($2 > max) max = $2 } END { if (n) printf "%d calls: %.1f ms on average, %.1f ms at most\n", n, sum / n, max }' "$work/said"

between() { # SCENE NAME WORDS...: prints how long the board and its voice took from the tap on the desk
    local scene=$1 name=$2
    shift 2
    play \
        --state "$work/tour" --lang zh_CN --measure "$@" "tests/bench/$scene.scene" >"$work/said" || { cat "$work/said"; exit 1; }
    awk -v name="$name" 'index($1, name "-") == 1 { n[$1]++; sum[$1] += $2; if ($2 > max[$1]) max[$1] = $2 }
        END { for (k in n) printf "%s: %d calls, %.0f ms on average, %.0f ms at most\n", k, n[k], sum[k] / n[k], max[k] }' "$work/said"
}
echo "== from the tap on the guide's desk to the board and its voice: one machine (target: 1 s), through the server (3 s)"
between calls-desk desk
build/release/tests/scene/scene --publish "$work/published.ndjson" --foyerctl build/release/foyerctl \
    --config config/test.conf >/dev/null
between calls-server server --published "$work/published.ndjson"

echo "== a simulated day of 3,500 patients (the last line must be all 0)"
time build/release/foyerctl simulate --seed 1

echo "== the way on generated hospitals, beside Boost.Graph where libboost-graph-dev is installed"
cmake --build build/release --target bench_map >/dev/null
build/release/tests/bench_map "$work"
