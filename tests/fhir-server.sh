#!/usr/bin/env bash
# The FHIR R4 test server, ready to run: a copy of tests/fhir-server in build/fhir-server with its parts as the lock file says.
# Usage: fhir-server.sh                      prepares it, once, and again when the lock file changes
#        fhir-server.sh server.mjs ARG...    prepares it and runs that script (in place of this shell)
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
home=$root/build/fhir-server
newer_node=$root/build/node
mkdir -p "$home"

new_enough() { # NODE: is it 20.19 or newer?
    "$1" -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)' 2>/dev/null
}

find_node() { # prints a node that is new enough; Debian 12's is not, so one comes from the npm registry, prebuilt
    local node cpu=x64
    node=$(command -v node) && new_enough "$node" && { echo "$node"; return; }
    [[ $(uname -m) == aarch64 ]] && cpu=arm64
    node=$newer_node/node_modules/node-linux-$cpu/bin/node
    if ! new_enough "$node"; then
        echo "Node here is older than 20.19: fetching node 22 into build/node" >&2
        npm install --prefix "$newer_node" --no-save --no-audit --no-fund --ignore-scripts --loglevel=error "node-linux-$cpu@22" >&2
        new_enough "$node"
    fi
    echo "$node"
}

exec 9>"$home/.lock"
flock 9
node=$(find_node)
cp -u "$root"/tests/fhir-server/*.{mjs,json} "$home/"
if ! cat "$home/package-lock.json" "$home/trim.mjs" | cmp -s - "$home/.installed"; then
    rm -f "$home/.installed"
    PATH=$(dirname "$node"):$PATH npm ci --prefix "$home" --no-audit --no-fund --loglevel=error >&2
    "$node" "$home/trim.mjs"
    cat "$home/package-lock.json" "$home/trim.mjs" >"$home/.installed"
fi
exec 9>&-
(($#)) || exit 0
script=$1
shift
exec "$node" "$home/$script" "$@"
