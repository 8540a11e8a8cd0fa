#!/usr/bin/env bash
# What the hospital does while a scene is played: changes its content and takes it over into the scene's store, as staff
# would with foyerctl import.
#
#   hospital.sh FOYERCTL SCENE-FOLDER stop ROLE DAYS    that doctor's clinics are stopped in so many days (0 = today)
set -euo pipefail
foyerctl=$1 folder=$2 what=$3 role=$4 days=$5
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
content="$folder/content"
[[ $what == stop ]] || exit 2

[[ -d $content ]] || { mkdir "$content" && cp "$here"/../../assets/demo/*.ndjson "$here"/../../assets/demo/content.ini "$content"; }
anchor=$(sed -n 's/^anchor = //p' "$content/content.ini")
day=$(date -u -d "$anchor + $days days" +%F)
stop="\"notAvailable\":[{\"description\":\"临时停诊，医生外出抢救\",\"during\":{\"start\":\"$day\",\"end\":\"$day\"}}],"
sed -i "/\"id\":\"$role\",/s/\"active\":true,/&$stop/" "$content/roles.ndjson"
grep -q '外出抢救' "$content/roles.ndjson" || { echo "no role $role" >&2; exit 1; }
"$foyerctl" --config "$folder/foyer.conf" --state "$folder/state" import "$content" >/dev/null
