"""Writes the building as an IMDF 1.0.0 directory (OGC 20-094) with the extension foyer:wayfinding."""
import json
import math
import os
import uuid

from fhir import BASE
from plan import BUILDINGS

EXTENSION = "imdf:extension:foyer:wayfinding#1.0.0"
NAMES = uuid.uuid5(uuid.NAMESPACE_URL, BASE + "/imdf")
LAT0, LON0 = 30.5480, 117.0125  # the south-west corner of the outpatient building (an invented place)
_PHI = math.radians(LAT0)
M_PER_DEG_LAT = 111132.92 - 559.82 * math.cos(2 * _PHI) + 1.175 * math.cos(4 * _PHI)
M_PER_DEG_LON = 111412.84 * math.cos(_PHI) - 93.5 * math.cos(3 * _PHI)


def uid(kind, key):
    return str(uuid.uuid5(NAMES, f"{kind}:{key}"))


def lonlat(x, y):
    return [round(LON0 + x / M_PER_DEG_LON, 9), round(LAT0 + y / M_PER_DEG_LAT, 9)]


def ring(points):
    return {"type": "Polygon", "coordinates": [[lonlat(*p) for p in [*points, points[0]]]]}


def box_ring(b):
    return ring([(b[0], b[1]), (b[2], b[1]), (b[2], b[3]), (b[0], b[3])])


def point(xy):
    return {"type": "Point", "coordinates": lonlat(*xy)}


def line(a):
    return {"type": "LineString", "coordinates": [lonlat(a[0], a[1]), lonlat(a[2], a[3])]}


def middle(b):
    return point(((b[0] + b[2]) / 2, (b[1] + b[3]) / 2))


def labels(name):
    return {"zh": name[0], "en": name[1]} if name else None


def aliases(packed):
    """Other words people search for: Chinese words under zh, the rest under en."""
    if not packed:
        return None
    zh = [w for w in packed.split() if ord(w[0]) > 127 or not w.islower()]
    en = [w for w in packed.split() if ord(w[0]) < 128]
    return {k: " ".join(v) for k, v in (("zh", zh), ("en", en)) if v}


def feature(kind, key, geometry, **properties):
    return {"id": uid(kind, key), "type": "Feature", "feature_type": kind, "geometry": geometry, "properties": properties}


def fhir(ident):
    return {"fhir": [f"{BASE}/sid/location|{ident}"]}


def extra(record, *keys):
    """Extension properties, only where there is something to say."""
    return {k: record[k] for k in keys if record.get(k) is not None}


def link(kind, key):
    return {"id": uid(kind, key), "feature_type": kind}


def frame(plan):
    """Venue, address, buildings, footprints and levels."""
    address = feature("address", "hospital", None, address="滨江大道 1 号", unit=None, locality="江畔市", province="CN-AH", country="CN",
                      postal_code=None, postal_code_ext=None)
    venue = feature("venue", "hospital", box_ring((-12, -32, 127, 36)), category="healthcarefacility", restriction=None,
                    name=labels(("江畔市第一人民医院", "Riverside First People's Hospital")), alt_name=None, hours="Mo-Su 00:00-24:00",
                    phone="+86 999 861 0000", website=None, display_point=point((46, 16)), address_id=address["id"], **fhir("hospital"))
    buildings, footprints, levels = [], [], []
    for key, box in (("outpatient", (0, 0, 60, 33)), ("medical", (76, 0, 115, 33))):
        buildings.append(feature("building", key, None, name=labels(BUILDINGS[key]), alt_name=None, category="unspecified", restriction=None,
                                 display_point=middle(box), address_id=address["id"], **fhir(f"{key}-building")))
        footprints.append(feature("footprint", key, box_ring(box), category="ground", name=None, building_ids=[uid("building", key)]))
    footprints.append(feature("footprint", "bridge", box_ring((60, 22.5, 76, 25.5)), category="aerial", name=labels(("连廊", "Footbridge")),
                              building_ids=[uid("building", k) for k in BUILDINGS]))
    for key, level in plan.levels.items():
        outdoor = level["building"] is None
        name = ("室外", "Outdoors") if outdoor else (f"{level['floor']} 楼", f"Floor {level['floor']}")
        short = ("室外", "Outdoors") if outdoor else (f"{level['floor']}F",) * 2
        levels.append(feature("level", key, ring(level["ring"]), category="unspecified", restriction=None, ordinal=level["floor"] - 1, outdoor=outdoor,
                              name=labels(name), short_name=labels(short), display_point=point((40, -18)) if outdoor else middle((
                                  *level["ring"][0], *level["ring"][-2])), address_id=address["id"],
                              building_ids=[] if outdoor else [uid("building", level["building"])], **fhir(key)))
    return {"address": [address], "venue": [venue], "building": buildings, "footprint": footprints, "level": levels}


def spaces(plan):
    units = [feature("unit", u["key"], box_ring(u["box"]), category=u["category"], restriction=u.get("restriction"), accessibility=u.get("accessibility"),
                     name=labels(u["name"]), alt_name=None, level_id=uid("level", u["level"]), display_point=middle(u["box"]),
                     **extra(u, "ref", "step_count")) for u in plan.units.values()]
    openings = []
    for i, d in enumerate(plan.doors):
        openings.append(feature("opening", "|".join(d["units"]) + f"|{d['line']}", line(d["line"]), category=d["category"],
                                accessibility=["wheelchair"] if d.get("wheelchair") else None, access_control=[d["access"]] if d.get("access") else None,
                                door={"type": d["kind"], "automatic": bool(d.get("automatic")), "material": None if d["kind"] == "open" else
                                      "glass" if d.get("automatic") else "wood"},
                                name=labels(d.get("name")), alt_name=None, display_point=middle(d["line"]), level_id=uid("level", d["level"]),
                                clear_width_m=round(d["width"], 2)))
    sections = [feature("section", s["key"], box_ring(s["box"]), category="servicearea", restriction=None, accessibility=None,
                        name=labels((f"{s['area'].upper()} 区", f"Area {s['area'].upper()}")), alt_name=None, display_point=middle(s["box"]),
                        level_id=uid("level", s["level"]), address_id=None, correlation_id=None, parents=None,
                        ref=s["key"].upper(), **fhir(f"area-{s['key']}")) for s in plan.sections]
    fixtures = [feature("fixture", f"{f['level']}|{f['box']}", box_ring(f["box"]), category=f["category"], name=labels(f["name"]), alt_name=None,
                        anchor_id=None, level_id=uid("level", f["level"]), display_point=middle(f["box"])) for f in plan.fixtures]
    details = [feature("detail", f"{d['level']}|{d['line']}", line(d["line"]), level_id=uid("level", d["level"])) for d in plan.details]
    return {"unit": units, "opening": openings, "section": sections, "fixture": fixtures, "detail": details}


def people_places(plan):
    """Occupants and kiosks on their anchors, amenities."""
    anchors, occupants, kiosks, amenities = [], [], [], []
    address = uid("address", "hospital")

    def anchor(key, at, unit):
        anchors.append(feature("anchor", key, point(at), address_id=address, unit_id=uid("unit", unit)))
        return anchors[-1]["id"]

    for o in plan.occupants:
        occupants.append(feature("occupant", o["id"], None, name=labels(o["name"]), category=o["category"], anchor_id=anchor(o["id"], o["at"], o["unit"]),
                                 hours=None, phone=None, website=None, validity=None, correlation_id=None, alt_name=aliases(o.get("alias")),
                                 **extra(o, "ref", "landmark_rank", "line_colour"), **fhir(o["id"])))
    for k in plan.kiosks:
        kiosks.append(feature("kiosk", k["ref"], box_ring(k["box"]), name=labels(k["name"]), alt_name=None, anchor_id=anchor(k["ref"], k["at"], k["unit"]),
                              level_id=uid("level", k["level"]), display_point=point(k["at"]), ref=k["ref"], bearing=k["bearing"], **fhir(k["ref"].lower())))
    for a in plan.amenities:
        amenities.append(feature("amenity", a["id"], point(a["at"]), category=a["category"], accessibility=a.get("accessibility"), name=labels(a["name"]),
                                 alt_name=aliases(a.get("alias")), hours=None, phone=None, website=None, unit_ids=[uid("unit", a["unit"])],
                                 address_id=None, correlation_id=uid("correlation", a["correlation"]) if a.get("correlation") else None,
                                 **extra(a, "ref", "landmark_rank"), **(fhir(a["id"]) if a.get("fhir", True) else {})))
    return {"anchor": anchors, "occupant": occupants, "kiosk": kiosks, "amenity": amenities}


def relationships(plan):
    out = []
    for r in plan.links:
        first, *between, last = r["units"]
        out.append(feature("relationship", r["id"] + "|" + first, None, category=r["category"], direction="undirected", origin=link("unit", first),
                           intermediary=[link("unit", u) for u in between] or None, destination=link("unit", last), hours=None, name=labels(r["name"]),
                           **extra(r, "wait_s", "s_per_floor", "step_count"), **(fhir(r["id"]) if r["category"] == "elevator" else {})))
    for d in plan.doors:  # doors between two levels (building and square, bridge and second building) are also said outright
        a, b = (plan.units[u] for u in d["units"])
        if a["level"] != b["level"]:
            key = "|".join(d["units"]) + f"|{d['line']}"
            out.append(feature("relationship", "traversal|" + key, None, category="traversal", direction="undirected", origin=link("unit", a["key"]),
                               intermediary=[link("opening", key)], destination=link("unit", b["key"]), hours=None))
    return {"relationship": out}


def write(plan, folder, created):
    os.makedirs(folder, exist_ok=True)
    manifest = {"version": "1.0.0", "created": created, "generated_by": "assets/demo/make_demo.py", "language": "zh", "extensions": [EXTENSION]}
    with open(os.path.join(folder, "manifest.json"), "w", encoding="utf-8", newline="\n") as f:
        f.write(json.dumps(manifest, ensure_ascii=False, indent=1) + "\n")
    for kind, features in {**frame(plan), **spaces(plan), **people_places(plan), **relationships(plan)}.items():
        assert len({f["id"] for f in features}) == len(features), kind
        with open(os.path.join(folder, f"{kind}.geojson"), "w", encoding="utf-8", newline="\n") as f:
            rows = ",\n".join(json.dumps(x, ensure_ascii=False, separators=(",", ":")) for x in features)
            f.write('{"type":"FeatureCollection","name":"%s","features":[\n%s\n]}\n' % (kind, rows))
