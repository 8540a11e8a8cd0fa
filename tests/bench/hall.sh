#!/usr/bin/env bash
# A hall at the FHIR test server with real processes: rooms, a board and a kiosk with stores of their own, in the three guises of
# the server. Prints claims lost to other rooms, answers, call to board and requests a minute; fails only when a number was called
# twice or never.
# Usage: hall.sh [PATIENTS] [ROOMS] [BUILD]   (200, 6, build/dev)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
TZ=Asia/Shanghai FOYER_HALL_PATIENTS=${1:-200} FOYER_HALL_ROOMS=${2:-6} "${3:-build/dev}/tests/sync_hall"
