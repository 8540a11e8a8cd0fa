#!/usr/bin/env bash
# Starts the kiosk of the demo hospital; options are passed on to foyer. Installs and builds what is missing first.
# Where there is no display it takes the tour instead and leaves screenshots in out/tour/.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source=config/packages.sh
. config/packages.sh

has_display() { [[ -n ${DISPLAY:-}${WAYLAND_DISPLAY:-} ]]; }

build() { # TARGET...
    local configured=build/release/build.ninja
    [[ -e $configured ]] || cmake --preset release -DFOYER_TESTS=OFF -DFOYER_TOUR=OFF >build/release.log ||
        { cat build/release.log >&2; return 1; }
    if ! has_display && ! grep -q '^FOYER_TOUR:.*=ON' build/release/CMakeCache.txt; then
        cmake -DFOYER_TOUR=ON build/release >build/release.log || { cat build/release.log >&2; return 1; }
    fi
    cmake --build build/release --target "$@"
}

tour() {
    local scenes shots=out/tour
    # A scene with "tour NN" in its head is part of the tour, in the order of the numbers.
    mapfile -t scenes < <(grep -H '^tour ' tests/scenes/*.scene | sed 's/^\(.*\):tour \(.*\)$/\2 \1/' | sort -n | cut -d' ' -f2-)
    rm -rf "$shots" && mkdir -p "$shots"
    build/release/tests/scene/scene --foyer build/release/foyer --foyerctl build/release/foyerctl --config config/demo.conf \
        --state out/state --shots "$shots" "$@" "${scenes[@]}"
    echo "There is no display here, so Foyer took the tour on a screen in memory (Xvfb): $(find "$shots" -name '*.png' | wc -l) screenshots in $shots/."
}

mkdir -p build out/state
if has_display; then
    packages_need build
    build foyer foyerctl translations
    exec build/release/foyer --demo --state out/state "$@"
fi
packages_need build tour
build foyer foyerctl translations scene
tour "$@"
