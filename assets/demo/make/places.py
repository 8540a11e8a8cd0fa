"""FHIR Locations: the site, buildings, floors, areas, rooms and machines of the plan, and service windows."""
from fhir import ext, ref, resource, text
from plan import BUILDINGS, floor_words

WINDOWS = {  # where: (how many, name, English name, the id of the room)
    "cashier": (6, "收费处 {} 号窗口", "Cashier window {}"),
    "pharmacy": (6, "药房 {} 号窗口", "Pharmacy window {}"),
    "blood-tests": (4, "抽血处 {} 号窗口", "Blood tests window {}"),
    "radiology": (2, "放射科登记 {} 号窗口", "Radiology desk window {}"),
}
TYPES = "http://terminology.hl7.org/CodeSystem/location-physical-type"
TYPE_NAMES = {"si": "Site", "bu": "Building", "lvl": "Level", "ro": "Room", "area": "Area"}


def location(ident, name, kind, parent=None, sign=None, alias=None):
    out = resource("Location", ident, "location", extension=[ext("sign", valueString=sign)] if sign else None, status="active")
    text(out, "name", name)
    if alias:
        out["alias"] = alias
    out.update(mode="instance", physicalType={"coding": [{"system": TYPES, "code": kind, "display": TYPE_NAMES[kind]}]},
               managingOrganization=ref("Organization", "riverside"))
    if parent:
        out["partOf"] = ref("Location", parent)
    return out


def level_of(plan, unit):
    return plan.units[unit]["level"]


def places(plan):
    out = [location("hospital", ("江畔市第一人民医院", "Riverside First People's Hospital"), "si", alias=["市一院", "First Hospital"])]
    out += [location(f"{key}-building", name, "bu", "hospital") for key, name in BUILDINGS.items()]
    for key, level in plan.levels.items():
        if level["building"]:
            zh, en = BUILDINGS[level["building"]]
            out.append(location(key, (f"{zh} {level['floor']} 楼", f"{en}, floor {level['floor']}"), "lvl", f"{level['building']}-building", sign=f"{level['floor']}F"))
    out.append(location("outdoor", ("院内室外", "Hospital grounds"), "lvl", "hospital"))
    for s in plan.sections:
        where = floor_words(plan.levels[s["level"]]["building"], plan.levels[s["level"]]["floor"])
        out.append(location(f"area-{s['key']}", (f"{where[0]} {s['area'].upper()} 区", f"{where[1]}, area {s['area'].upper()}"), "area", s["level"], sign=s["key"].upper()))
    for o in plan.occupants:
        alias = [o["name"][0]] if o["name"][0] != o["place"][0] else None
        kind = "area" if o["id"].endswith("waiting") else "ro"
        out.append(location(o["id"], o["place"], kind, o["parent"], sign=o.get("ref"), alias=alias))
    for a in plan.amenities:
        if a.get("fhir", True):
            out.append(location(a["id"], a["place"], "ro" if a["category"].startswith(("rest", "elev", "stair", "drink")) else "area",
                                level_of(plan, a["unit"]), sign=a.get("ref"), alias=[a["name"][0]] if a["name"][0] != a["place"][0] else None))
    out += [location(link, name, "area", building) for link, name, building in (
        ("lift-1", ("1 号电梯", "Lift 1"), "outpatient-building"), ("lift-2", ("2 号电梯", "Lift 2"), "outpatient-building"),
        ("lift-3", ("3 号电梯", "Lift 3"), "medical-building"))]
    out += [location(k["ref"].lower(), k["name"], "area", k["level"], sign=k["ref"]) for k in plan.kiosks]
    for room, (count, zh, en) in WINDOWS.items():
        out += [location(f"{room}-window-{n}", (zh.format(n), en.format(n)), "area", room, sign=str(n)) for n in range(1, count + 1)]
    return out
