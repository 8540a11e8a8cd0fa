"""Looks at the written IMDF files, not at the plan: run by make_demo.py after writing, and alone as
python3 assets/demo/make/check_map.py assets/demo/imdf. Every opening joins exactly two units, units do not overlap, every
public room can be reached from every kiosk, also without steps, and names are there in both languages."""
import json
import math
import os
import sys
import uuid
from collections import defaultdict

WALKABLE = {"walkway", "lobby", "waitingroom", "ramp", "elevator", "stairs", "steps", "footbridge", "unenclosedarea", "parking"}
CLOSED = {"nonpublic", "vegetation", "storage"}
TOLERANCE = 0.05


def load(folder):
    out = {}
    for name in sorted(os.listdir(folder)):
        if name.endswith(".geojson"):
            with open(os.path.join(folder, name), encoding="utf-8") as f:
                out[name[:-8]] = json.load(f)["features"]
    return out


def metres(lon, lat, origin):
    return ((lon - origin[0]) * 111412.84 * math.cos(math.radians(origin[1])), (lat - origin[1]) * 110900.0)


def on_ring(p, ring):
    best = math.inf
    for (ax, ay), (bx, by) in zip(ring, ring[1:]):
        dx, dy = bx - ax, by - ay
        t = max(0.0, min(1.0, ((p[0] - ax) * dx + (p[1] - ay) * dy) / (dx * dx + dy * dy)))
        best = min(best, math.hypot(p[0] - ax - t * dx, p[1] - ay - t * dy))
    return best <= TOLERANCE


def overlap(a, b):
    w = min(max(x for x, _ in a), max(x for x, _ in b)) - max(min(x for x, _ in a), min(x for x, _ in b))
    h = min(max(y for _, y in a), max(y for _, y in b)) - max(min(y for _, y in a), min(y for _, y in b))
    return w > TOLERANCE and h > TOLERANCE


def reachable(start, edges, passable):
    seen, todo = {start}, [start]
    while todo:
        here = todo.pop()
        for there in edges[here]:
            if there not in seen and passable(here, there):
                seen.add(there)
                todo.append(there)
    return seen


def check(folder):
    data, errors = load(folder), []
    origin = data["venue"][0]["geometry"]["coordinates"][0][0]
    ordinal = {l["id"]: l["properties"]["ordinal"] for l in data["level"]}
    ids = [f["id"] for fs in data.values() for f in fs]
    if len(set(ids)) != len(ids) or any(str(uuid.UUID(i)) != i for i in ids):
        errors.append("ids are not unique UUIDs")
    rings, units = {}, {u["id"]: u["properties"] for u in data["unit"]}
    for u in data["unit"]:
        rings[u["id"]] = [metres(*p, origin) for p in u["geometry"]["coordinates"][0]]
    by_floor = defaultdict(list)
    for u, p in units.items():
        by_floor[ordinal[p["level_id"]]].append(u)
    for floor in by_floor.values():
        for i, a in enumerate(floor):
            errors += [f"units {a} and {b} overlap" for b in floor[i + 1:] if overlap(rings[a], rings[b])]
    edges, free = defaultdict(set), defaultdict(set)
    for o in data["opening"]:
        p, (a, b) = o["properties"], [metres(*c, origin) for c in o["geometry"]["coordinates"]]
        middle = ((a[0] + b[0]) / 2, (a[1] + b[1]) / 2)
        sides = [u for u in by_floor[ordinal[p["level_id"]]] if on_ring(middle, rings[u])]
        if len(sides) != 2:
            errors.append(f"opening {o['id']} lies on {len(sides)} units")
            continue
        if p["category"] in ("emergencyexit", "service") or p["access_control"]:
            continue
        for x, y in (sides, sides[::-1]):
            edges[x].add(y)
            if not any(units[u]["category"] in ("steps", "stairs") for u in sides):
                free[x].add(y)
    for r in data["relationship"]:
        p = r["properties"]
        if p["category"] in ("elevator", "stairs"):
            stops = [p["origin"]["id"], *[i["id"] for i in p["intermediary"] or []], p["destination"]["id"]]
            for x, y in zip(stops, stops[1:]):
                for graph in (edges, free) if p["category"] == "elevator" else (edges,):
                    graph[x].add(y)
                    graph[y].add(x)
    anchors = {a["id"]: a["properties"]["unit_id"] for a in data["anchor"]}
    public = {u for u, p in units.items() if p["category"] not in CLOSED and not p["restriction"]}
    for k in data["kiosk"]:
        start = anchors[k["properties"]["anchor_id"]]
        for name, graph in (("", edges), (" without steps", free)):
            seen = reachable(start, graph, lambda here, there: here == start or units[here]["category"] in WALKABLE)
            missing = {u for u in public - seen if name == "" or units[u]["category"] not in ("steps", "stairs")}
            errors += [f"{k['properties']['ref']}: no way{name} to {units[u].get('ref') or units[u]['name'] or u}" for u in sorted(missing)]
    for kind in ("occupant", "amenity", "kiosk", "section", "level", "building"):
        for f in data[kind]:
            name = f["properties"]["name"]
            if not name or not name.get("zh") or not name.get("en"):
                errors.append(f"{kind} {f['id']} lacks a name in zh or en")
    rooms = sum(1 for p in units.values() if p["category"] in ("room", "laboratory", "mothersroom"))
    return errors, f"{len(units)} units, {rooms} of them rooms, {len(data['opening'])} openings, {len(data['occupant'])} occupants, {len(data['kiosk'])} kiosks"


if __name__ == "__main__":
    problems, summary = check(sys.argv[1])
    print("\n".join([*problems, summary]))
    sys.exit(1 if problems else 0)
