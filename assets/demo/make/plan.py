"""The floor plans in metres (x east, y north, origin at the south-west corner of the outpatient building).

Everything is a rectangle on a clean grid; rooms share their walls exactly, and a door is a piece of a shared wall.
plan() gives the whole building as plain records; imdf.py writes them as IMDF, places.py as FHIR Locations.
"""
from departments import DEPARTMENTS
from rooms import FIRST_FLOOR, MEDICAL, OUTPATIENT

BUILDINGS = {"outpatient": ("门诊楼", "Outpatient building"), "medical": ("医技楼", "Medical technology building")}
MX = 76.0  # west wall of the medical technology building
AREA_DEPARTMENT = {d[7]: key for key, d in DEPARTMENTS.items()}
OCCUPANT = {"cardiology": "cardiology", "respiratory": "pulmonology", "digestive": "gastroenterology", "neurology": "physician",
            "endocrine": "internalmedicine", "orthopedics": "orthopedics", "surgery": "surgeon", "urology": "clinic", "obgyn": "obgyn",
            "pediatrics": "pediatrics", "eye": "opthamalogy", "ent": "earnosethroat", "dental": "dentistry", "skin": "dermatology",
            "tcm": "traditionalchinesemedicine", "fever": "urgentcare", "mental": "psychiatry",
            "pharmacy": "pharmacy", "tcm-pharmacy": "pharmacy", "emergency-pharmacy": "pharmacy", "fever-pharmacy": "pharmacy",
            "cashier": "billingservices", "blood-tests": "laboratorytesting", "samples": "laboratorytesting", "fever-lab": "laboratorytesting",
            "laboratory": "laboratorytesting", "test-results": "laboratorytesting", "radiology": "radiology", "pathology": "pathology",
            "ultrasound": "diagnosticimaging", "triage": "emergencymedicine", "emergency-1": "emergencymedicine",
            "emergency-2": "emergencymedicine", "acupuncture": "acupuncture", "massage": "tuina", "shop": "conveniencestore",
            "insurance-office": "insurance.health", "sight-test": "optometry"}
LEVEL_AREAS = {"outpatient": "abcd", "medical": "efg"}
LINE_COLOUR = {"a": "green", "b": "blue", "c": "orange", "d": "purple", "e": "green", "f": "blue", "g": "orange"}


class Plan:
    def __init__(self):
        self.levels, self.units, self.doors, self.occupants, self.amenities = {}, {}, [], [], []
        self.sections, self.kiosks, self.fixtures, self.links, self.details = [], [], [], [], []

    def unit(self, key, level, category, box, name=None, **more):
        assert key not in self.units and box[0] < box[2] and box[1] < box[3], key
        self.units[key] = {"key": key, "level": level, "category": category, "box": tuple(map(float, box)), "name": name, **more}
        return key

    def shared(self, a, b):
        """The shared wall of two units: (x0, y0, x1, y1)."""
        ax0, ay0, ax1, ay1 = self.units[a]["box"]
        bx0, by0, bx1, by1 = self.units[b]["box"]
        for x in {ax0, ax1} & {bx0, bx1}:
            lo, hi = max(ay0, by0), min(ay1, by1)
            if lo < hi:
                return x, lo, x, hi
        for y in {ay0, ay1} & {by0, by1}:
            lo, hi = max(ax0, bx0), min(ax1, bx1)
            if lo < hi:
                return lo, y, hi, y
        raise ValueError(f"{a} and {b} share no wall")

    def door(self, a, b, width=1.2, at=None, category="pedestrian", **more):
        """A door `width` metres wide (None: the whole shared wall), centred on the shared wall or on coordinate `at`."""
        x0, y0, x1, y1 = self.shared(a, b)
        length = (x1 - x0) + (y1 - y0)
        width = width or length
        middle = at if at is not None else ((x0 + x1) if y0 == y1 else (y0 + y1)) / 2
        lo, hi = middle - width / 2, middle + width / 2
        assert (x0 if y0 == y1 else y0) - 1e-9 <= lo and hi <= (x1 if y0 == y1 else y1) + 1e-9, (a, b)
        line = (lo, y0, hi, y0) if y0 == y1 else (x0, lo, x0, hi)
        kind = more.pop("kind", "open" if width > 2.5 or width == length else "swinging")
        self.doors.append({"units": (a, b), "level": self.units[a]["level"], "line": line, "width": width,
                           "category": category, "kind": kind, **more})

    def occupant(self, ident, unit, name, category="hospital", at=None, **more):
        box = self.units[unit]["box"]
        self.occupants.append({"id": ident, "unit": unit, "name": name, "category": category,
                               "at": at or ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), **more})

    def amenity(self, ident, unit, category, name, at=None, **more):
        box = self.units[unit]["box"]
        self.amenities.append({"id": ident, "unit": unit, "category": category, "name": name,
                               "at": at or ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2), **more})


def floor_key(building, floor):
    return f"{building}-{floor}f"


def floor_words(building, floor):
    """How a place on that floor begins: ("3 楼", "Floor 3") or ("医技楼 3 楼", "Medical technology building, floor 3")."""
    return (f"{floor} 楼", f"Floor {floor}") if building == "outpatient" else (f"医技楼 {floor} 楼", f"Medical technology building, floor {floor}")


def put_rooms(plan, building, floor, area, boxes, rooms, doorways):
    """Rooms of one area; doorways[i] is the corridor or waiting unit that room i opens to."""
    level, where, department = floor_key(building, floor), floor_words(building, floor), AREA_DEPARTMENT.get(f"{area}{floor}")
    doctor_room = 0
    for number, (box, room, doorway) in enumerate(zip(boxes, rooms, doorways), 1):
        sign, key = f"{area.upper()}{floor}-{number:02d}", f"room-{area}{floor}-{number:02d}"
        if room is None:
            doctor_room += 1
            plan.unit(key, level, "room", box, ref=sign)
            dept = DEPARTMENTS[department][3]
            plan.occupant(key, key, (f"{dept[0]} {doctor_room} 诊室", f"{dept[1]} room {doctor_room}"), OCCUPANT[department], ref=sign,
                          place=(f"{where[0]} {area.upper()} 区 {doctor_room} 诊室", f"{where[1]}, area {area.upper()}, room {doctor_room}"),
                          parent=f"area-{area}{floor}", department=department, room=doctor_room)
        else:
            named_room(plan, level, where, key, sign, box, room, f"area-{area}{floor}", f"{area.upper()} 区", f"area {area.upper()}")
        flags = room[4] if room and len(room) > 4 else ""
        staff = "s" in flags or "r" in flags
        plan.door(key, doorway, 1.2, access="badgereader" if staff else None)


def named_room(plan, level, where, key, sign, box, room, parent, area_zh="", area_en=""):
    ident, zh, en, alias, flags = (*room, "", "")[:5] if len(room) < 5 else room
    if ident == "nurse":
        ident = f"nurse-{key[5:-3]}"
    category = ("nonpublic" if "n" in flags and "l" not in flags else "laboratory" if "l" in flags else "mothersroom" if "m" in flags
                else "waitingroom" if "w" in flags else "room")
    restriction = "employeesonly" if "s" in flags else "restricted" if "r" in flags else None
    plan.unit(key, level, category, box, ref=sign, restriction=restriction, name=(zh, en) if "n" in flags else None)
    if "n" in flags:
        return
    rank = next((int(c) for c in flags if c.isdigit()), None)
    gap = " " if zh[:1].isascii() else ""
    plan.occupant(ident, key, (zh, en), OCCUPANT.get(ident, "hospital"), ref=sign, alias=alias, landmark_rank=rank, parent=parent,
                  place=(f"{where[0]}{gap}{zh}" if not area_zh or not ident.startswith("nurse") else f"{where[0]} {area_zh}{zh}",
                         f"{en}, {where[1][0].lower()}{where[1][1:]}" + (f", {area_en}" if ident.startswith("nurse") else "")))
    if "m" in flags:
        plan.amenity(f"{ident}-amenity", key, "mothersroom", (zh, en), fhir=False)


def wing(plan, floor, area, rooms, mirror):
    """A wing with an inner corridor, six rooms along it, a waiting area at its mouth and two rooms beside that."""
    level = floor_key("outpatient", floor)
    where = floor_words("outpatient", floor)

    def box(x0, y0, x1, y1):
        return (60 - x1, y0, 60 - x0, y1) if mirror else (x0, y0, x1, y1)

    inner, waiting = f"{level}/{area}-corridor", f"{level}/{area}-waiting"
    plan.unit(inner, level, "walkway", box(0, 7, 15, 10))
    plan.unit(waiting, level, "waitingroom", box(15, 4, 22, 12))
    plan.door(inner, waiting, None)
    boxes = [box(10, 0, 15, 7), box(5, 0, 10, 7), box(0, 0, 5, 7), box(10, 10, 15, 16), box(5, 10, 10, 16), box(0, 10, 5, 16),
             box(15, 0, 22, 4), box(15, 12, 22, 16)]
    put_rooms(plan, "outpatient", floor, area, boxes[:len(rooms)], rooms, [inner] * 6 + [waiting] * 2)
    waiting_area(plan, "outpatient", floor, area, waiting, where)
    for seats in ((19.6, 4.8, 21.6, 5.4), (15.6, 10.8, 17.4, 11.4)):
        plan.fixtures.append({"level": level, "box": box(*seats), "category": "furniture", "name": ("座椅", "Seats")})
    plan.sections.append({"key": f"{area}{floor}", "level": level, "box": box(0, 0, 22, 16), "area": area})
    return waiting


def waiting_area(plan, building, floor, area, unit, where, at=None):
    department = AREA_DEPARTMENT.get(f"{area}{floor}")
    if not department:
        return
    name = DEPARTMENTS[department][3]
    plan.occupant(f"{department}-waiting", unit, (f"{name[0]}候诊区", f"{name[1]} waiting area"), OCCUPANT[department], at=at,
                  ref=f"{area.upper()}{floor}", place=(f"{where[0]} {area.upper()} 区候诊区", f"{where[1]}, area {area.upper()} waiting area"),
                  parent=f"area-{area}{floor}", department=department, landmark_rank=4, line_colour=LINE_COLOUR[area], alias=f"{name[0]} {name[1]}")


def toilets_and_links(plan, building, floor, corridor, x_men, lifts, stairs):
    """Toilets from x_men eastward (4 + 4 + 3 m), lifts and stairs of one floor, all north of the main corridor."""
    level, where = floor_key(building, floor), floor_words(building, floor)
    kinds = [("men", 4, "restroom.male", ("男厕所", "Men's toilet")), ("women", 4, "restroom.female", ("女厕所", "Women's toilet")),
             ("accessible", 3, "restroom.unisex.wheelchair", ("无障碍厕所", "Accessible toilet"))]
    x = x_men
    for kind, width, category, name in kinds:
        key = f"{level}/toilet-{kind}"
        wheel = ["wheelchair"] if kind == "accessible" else None
        plan.unit(key, level, category, (x, 26, x + width, 33), name, accessibility=wheel)
        plan.door(key, corridor, 1.0 if kind == "accessible" else 0.9, kind="sliding" if wheel else "swinging")
        plan.amenity(f"toilet-{kind}-{level}", key, category, name, accessibility=wheel, alias="卫生间 洗手间 toilet wc restroom",
                     place=(f"{where[0]}{name[0]}", f"{name[1]}, {where[1][0].lower()}{where[1][1:]}"))
        x += width
    for number, x in lifts.items():
        key, name = f"{level}/lift-{number}", (f"{number} 号电梯", f"Lift {number}")
        plan.unit(key, level, "elevator", (x, 26, x + 3, 29), name, ref=name[0], accessibility=["wheelchair", "braille"])
        plan.unit(f"{level}/shaft-{number}", level, "nonpublic", (x, 29, x + 3, 33), restriction="employeesonly")
        plan.door(key, corridor, 1.2, kind="sliding", automatic=True)
        plan.amenity(f"lift-{number}-{floor}f", key, "elevator", name, accessibility=["wheelchair"], correlation=f"lift-{number}", ref=name[0],
                     place=(f"{where[0]} {name[0]}", f"{name[1]}, {where[1][0].lower()}{where[1][1:]}"))
    for number, (x0, x1) in stairs.items():
        key, name = f"{level}/stairs-{number}", (f"{number} 号楼梯", f"Stairs {number}")
        plan.unit(key, level, "stairs", (x0, 26, x1, 33), name, ref=name[0])
        plan.door(key, corridor, 1.6)
        plan.amenity(f"stairs-{number}-{floor}f", key, "stairs", name, correlation=f"stairs-{number}", ref=name[0],
                     place=(f"{where[0]} {name[0]}", f"{name[1]}, {where[1][0].lower()}{where[1][1:]}"))


def row_rooms(plan, building, floor, area, boxes, rooms, corridor):
    put_rooms(plan, building, floor, area, boxes, rooms, [corridor] * len(boxes))


def north_rooms(plan, building, floor, boxes, rooms, corridor):
    level, where = floor_key(building, floor), floor_words(building, floor)
    for number, (box, room) in enumerate(zip(boxes, rooms), 1):
        key, sign = f"{level}/north-{number}", f"{'N' if building == 'outpatient' else 'P'}{floor}-{number:02d}"
        named_room(plan, level, where, key, sign, box, room, level)
        flags = room[4] if len(room) > 4 else ""
        wide = 3.0 if "w" in flags else 1.2
        plan.door(key, corridor, wide, access="badgereader" if "s" in flags else None)


def outpatient_floor(plan, floor):
    level, where = floor_key("outpatient", floor), floor_words("outpatient", floor)
    corridor = plan.unit(f"{level}/corridor", level, "walkway", (0, 22, 60, 26), ("主通道", "Main corridor"))
    west = [(16.5, 16, 22, 22), (11, 16, 16.5, 22), (5.5, 16, 11, 22), (0, 16, 5.5, 22)]
    east = [(60 - b[2], b[1], 60 - b[0], b[3]) for b in west]
    toilets_and_links(plan, "outpatient", floor, corridor, 16, {2: 27, 1: 33}, {1: (0, 4), 2: (56, 60)})
    water = plan.unit(f"{level}/water", level, "room", (30, 26, 33, 33), ("开水间", "Drinking water"))
    plan.door(water, corridor, 1.2)
    plan.amenity(f"water-{level}", water, "drinkingfountain", ("开水间", "Drinking water"), alias="开水 热水 喝水 hot water",
                 place=(f"{where[0]}开水间", f"Drinking water, {where[1][0].lower()}{where[1][1:]}"))
    store = plan.unit(f"{level}/store", level, "storage", (49, 26, 52, 33), restriction="employeesonly")
    plan.door(store, corridor, 0.9, access="keyaccess", category="service")
    if floor == 1:
        first_floor(plan, level, where, corridor)
        return
    rooms = OUTPATIENT[floor]
    hall = plan.unit(f"{level}/hall", level, "lobby", (22, 6, 38, 22), ("中央大厅", "Central hall"))
    plan.door(hall, corridor, None)
    for area, mirror in (("a", False), ("b", True)):
        plan.door(wing(plan, floor, area, rooms[area], mirror), hall, None)
    halls = rooms["hall"]
    boxes = [(22, 0, 38, 6)] if len(halls) == 1 else [(22, 0, 30, 6), (30, 0, 38, 6)]
    for number, (box, room) in enumerate(zip(boxes, halls), 1):
        key = f"{level}/hall-{number}"
        named_room(plan, level, where, key, f"H{floor}-{number:02d}", box, room, level)
        plan.door(key, hall, 2.0 if len(halls) == 1 else 1.2)
    row_rooms(plan, "outpatient", floor, "c", west, rooms["c"], corridor)
    row_rooms(plan, "outpatient", floor, "d", east, rooms["d"], corridor)
    for area, box, section in (("c", (10, 26, 16, 33), (0, 16, 22, 33)), ("d", (42, 26, 49, 33), (38, 16, 60, 33))):
        unit = plan.unit(f"{level}/{area}-waiting", level, "waitingroom", box)
        plan.door(unit, corridor, 3.0)
        waiting_area(plan, "outpatient", floor, area, unit, where)
        plan.sections.append({"key": f"{area}{floor}", "level": level, "box": section, "area": area})
    north_rooms(plan, "outpatient", floor, [(4, 26, 10, 33), (36, 26, 42, 33), (52, 26, 56, 33)], rooms["north"], corridor)


def first_floor(plan, level, where, corridor):
    hall = plan.unit(f"{level}/hall", level, "lobby", (22, 0, 38, 22), ("门诊大厅", "Main hall"))
    plan.door(hall, corridor, None)
    rooms = FIRST_FLOOR
    fever = plan.unit(f"{level}/a-corridor", level, "walkway", (0, 7, 15, 10), ("发热门诊通道", "Fever clinic corridor"))
    waiting = plan.unit(f"{level}/a-waiting", level, "waitingroom", (0, 10, 5, 16))
    plan.door(waiting, fever, 3.0)
    put_rooms(plan, "outpatient", 1, "a", [(0, 0, 5, 7), (5, 0, 10, 7), (10, 0, 15, 7), (5, 10, 10, 16), (10, 10, 15, 16)], rooms["a"], [fever] * 5)
    waiting_area(plan, "outpatient", 1, "a", waiting, where)
    inner = plan.unit(f"{level}/b-corridor", level, "walkway", (45, 7, 60, 10), ("急诊通道", "Emergency corridor"))
    em = plan.unit(f"{level}/b-waiting", level, "waitingroom", (38, 4, 45, 12))
    plan.door(inner, em, None)
    plan.door(em, hall, 6.0)
    plan.occupant("emergency", em, ("急诊科", "Emergency department"), "emergencymedicine", ref="B1", landmark_rank=2, alias="急诊 急救 emergency",
                  place=("1 楼急诊科", "Emergency department, floor 1"), parent="area-b1", line_colour="red")
    put_rooms(plan, "outpatient", 1, "b", [(45, 0, 50, 7), (50, 0, 55, 7), (55, 0, 60, 7), (45, 10, 50, 16), (50, 10, 55, 16), (55, 10, 60, 16)],
              rooms["b"], [inner] * 6)
    for room, box, doorway, width in zip(rooms["hall"], [(15, 0, 22, 8), (15, 8, 22, 22), (38, 0, 45, 4), (38, 12, 45, 22)],
                                         [hall, hall, em, hall], [4.0, 5.0, 2.0, 4.0]):
        key, sign = f"{level}/{room[0]}", {"cashier": "收费处", "pharmacy": "药房", "triage": "急诊分诊台", "test-results": "化验报告处"}[room[0]]
        named_room(plan, level, where, key, sign, box, room, level)
        plan.door(key, doorway, width, at=11.0 if room[0] == "pharmacy" else None)
    row_rooms(plan, "outpatient", 1, "c", [(10, 16, 15, 22), (5, 16, 10, 22), (0, 16, 5, 22)], rooms["c"], corridor)
    row_rooms(plan, "outpatient", 1, "d", [(45, 16, 50, 22), (50, 16, 55, 22), (55, 16, 60, 22)], rooms["d"], corridor)
    north_rooms(plan, "outpatient", 1, [(4, 26, 10, 33), (10, 26, 16, 33), (36, 26, 42, 33), (42, 26, 49, 33), (52, 26, 56, 33)], rooms["north"], corridor)
    for area, box in (("a", (0, 0, 15, 16)), ("b", (38, 0, 60, 12)), ("c", (0, 16, 15, 22)), ("d", (45, 16, 60, 22))):
        plan.sections.append({"key": f"{area}1", "level": level, "box": box, "area": area})
    plan.fixtures += [{"level": level, "box": (33.5, 12, 36.5, 13.5), "category": "desk", "name": ("导医台", "Information desk")},
                      {"level": level, "box": (36.8, 1, 37.6, 3.4), "category": "equipment", "name": ("自助机", "Self-service machines")},
                      {"level": level, "box": (22.4, 15, 23.2, 19), "category": "furniture", "name": ("座椅", "Seats")}]
    plan.amenity("information-desk", hall, "information", ("导医台", "Information desk"), at=(35, 11.6), alias="问路 咨询 导诊 help ask", landmark_rank=2,
                 place=("1 楼大厅导医台", "Information desk, floor 1 hall"))
    plan.amenity("atm", hall, "atm", ("取款机", "Cash machine"), at=(37.2, 20.8), alias="银行 取钱 ATM", place=("1 楼大厅取款机", "Cash machine, floor 1 hall"))
    plan.amenity("wheelchairs", hall, "wheelchairassist", ("轮椅借用点", "Wheelchairs"), at=(24.2, 1.2), alias="轮椅 借 wheelchair",
                 place=("1 楼大门内轮椅借用点", "Wheelchairs, inside the main entrance"))
    plan.amenity("phone-charging", hall, "powerchargingstation", ("手机充电", "Phone charging"), at=(25, 21.3), alias="充电宝 charger",
                 place=("1 楼大厅充电柜", "Charging lockers, floor 1 hall"))
    plan.amenity("lockers", hall, "storage", ("寄存柜", "Lockers"), at=(37.2, 13.2), alias="存包 寄存 lockers bag", place=("1 楼大厅寄存柜", "Lockers, floor 1 hall"))
    plan.kiosks += [kiosk("KIOSK-03", ("门诊大厅 3 号机", "Main hall kiosk 3"), level, hall, 30, 5, 0),
                    kiosk("KIOSK-04", ("门诊大厅 4 号机", "Main hall kiosk 4"), level, hall, 23.3, 20, 270)]


def kiosk(ref, name, level, unit, x, y, bearing):
    """A cabinet 0.8 m wide and 0.5 m deep; who uses it stands at the reverse of `bearing` and looks along it."""
    half = (0.4, 0.25) if bearing in (0, 180) else (0.25, 0.4)
    return {"ref": ref, "name": name, "level": level, "unit": unit, "at": (x, y), "bearing": bearing,
            "box": (x - half[0], y - half[1], x + half[0], y + half[1])}


def medical_floor(plan, floor):
    level, where, rooms = floor_key("medical", floor), floor_words("medical", floor), MEDICAL[floor]

    def box(x0, y0, x1, y1):
        return (MX + x0, y0, MX + x1, y1)

    corridor = plan.unit(f"{level}/corridor", level, "walkway", box(0, 22, 39, 26), ("主通道", "Main corridor"))
    toilets_and_links(plan, "medical", floor, corridor, MX + 10, {3: MX + 21}, {3: (MX, MX + 4), 4: (MX + 35, MX + 39)})
    inner_w = plan.unit(f"{level}/e-corridor", level, "walkway", box(0, 7, 12, 10))
    inner_e = plan.unit(f"{level}/f-corridor", level, "walkway", box(24, 7, 39, 10))
    if floor == 1:
        hall = plan.unit(f"{level}/hall", level, "lobby", box(12, 0, 24, 22), ("医技楼大厅", "Hall of the medical technology building"))
        plan.door(inner_w, hall, None)
        plan.door(inner_e, hall, None)
    else:
        hall = plan.unit(f"{level}/hall", level, "lobby", box(12, 12, 24, 22), ("医技楼大厅", "Hall of the medical technology building"))
        for area, inner, b in (("e", inner_w, box(12, 6, 18, 12)), ("f", inner_e, box(18, 6, 24, 12))):
            unit = plan.unit(f"{level}/{area}-waiting", level, "waitingroom", b)
            plan.door(inner, unit, None)
            plan.door(unit, hall, None)
            waiting_area(plan, "medical", floor, area, unit, where)
        plan.door(f"{level}/e-waiting", f"{level}/f-waiting", None)
        if floor == 2:
            plan.occupant("ultrasound-waiting", f"{level}/e-waiting", ("超声候诊区", "Ultrasound waiting area"), "diagnosticimaging", ref="E2",
                          place=("医技楼 2 楼 E 区候诊区", "Medical technology building, floor 2, area E waiting area"), parent="area-e2", line_colour="green")
    plan.door(hall, corridor, None)
    for number, (b, room) in enumerate(zip([box(12, 0, 18, 6), box(18, 0, 24, 6)], rooms["hall"]), 1):
        key, flags = f"{level}/hall-{number}", room[4] if len(room) > 4 else ""
        named_room(plan, level, where, key, f"M{floor}-{number:02d}", b, room, level)
        plan.door(key, f"{level}/{'ef'[number - 1]}-waiting", 1.2, access="badgereader" if "s" in flags else None)
    e_boxes = [box(6, 0, 12, 7), box(0, 0, 6, 7), box(6, 10, 12, 16), box(0, 10, 6, 16)]
    f_boxes = [box(24 + 5 * i, 0, 29 + 5 * i, 7) for i in range(3)] + [box(24 + 5 * i, 10, 29 + 5 * i, 16) for i in range(3)]
    g_boxes = [box(6, 16, 12, 22), box(0, 16, 6, 22)] + [box(24 + 5 * i, 16, 29 + 5 * i, 22) for i in range(3)]
    put_rooms(plan, "medical", floor, "e", e_boxes, rooms["e"], [inner_w] * 4)
    put_rooms(plan, "medical", floor, "f", f_boxes, rooms["f"], [inner_e] * 6)
    put_rooms(plan, "medical", floor, "g", g_boxes, rooms["g"], [corridor] * 5)
    north_rooms(plan, "medical", floor, [box(4, 26, 10, 33), box(24, 26, 30, 33), box(30, 26, 35, 33)], rooms["north"], corridor)
    for area, b in (("e", box(0, 0, 12 if floor == 1 else 18, 16)), ("f", box(24 if floor == 1 else 18, 0, 39, 16)), ("g", box(0, 16, 39, 33))):
        plan.sections.append({"key": f"{area}{floor}", "level": level, "box": b, "area": area})
    if floor == 1:
        plan.kiosks.append(kiosk("KIOSK-06", ("医技楼大厅 6 号机", "Medical hall kiosk 6"), level, hall, MX + 18, 5, 0))


def outdoors(plan):
    level = "outdoor"
    plaza = plan.unit("outdoor/plaza", level, "walkway", (-10, -30, 85, -7), ("门前广场", "Front square"))
    plaza_e = plan.unit("outdoor/plaza-east", level, "walkway", (85, -16, 125, -7), ("医技楼门前广场", "Square by the medical technology building"))
    parking = plan.unit("outdoor/parking", level, "parking", (85, -30, 125, -16), ("停车场", "Car park"))
    west = plan.unit("outdoor/west-path", level, "walkway", (-6, -7, 0, 33), ("西侧小路", "West path"))
    court = plan.unit("outdoor/courtyard", level, "walkway", (60, -7, 76, 26), ("两楼之间的小路", "Path between the buildings"))
    porch = plan.unit("outdoor/porch", level, "unenclosedarea", (24, -4, 36, 0), ("门廊", "Entrance porch"))
    steps = plan.unit("outdoor/steps", level, "steps", (27, -7, 33, -4), ("大门台阶", "Entrance steps"), step_count=5)
    ramp = plan.unit("outdoor/ramp", level, "ramp", (14, -3, 24, -1), ("无障碍坡道", "Ramp"), accessibility=["wheelchair"])
    foot = plan.unit("outdoor/ramp-foot", level, "walkway", (10, -7, 14, -1))
    path = plan.unit("outdoor/medical-path", level, "walkway", (90, -7, 98, 0), ("医技楼门前", "Front of the medical technology building"))
    for i, b in enumerate([(14, -7, 24, -3), (24, -7, 27, -4), (33, -7, 36, -4), (14, -1, 24, 0)], 1):
        plan.unit(f"outdoor/green-{i}", level, "vegetation", b)
    plan.door(plaza, plaza_e, None)
    plan.door(parking, plaza, 6.0)
    plan.door(parking, plaza_e, 6.0, at=94.0)
    for unit in (west, court, foot, steps):
        plan.door(plaza, unit, None)
    plan.door(path, plaza_e, None)
    plan.door(steps, porch, None)
    plan.door(foot, ramp, None)
    plan.door(ramp, porch, None)
    out, med = "outpatient-1f", "medical-1f"
    auto = {"kind": "sliding", "automatic": True}
    plan.door(f"{out}/hall", porch, 4.0, at=30.0, category="pedestrian.principal", name=("门诊楼大门", "Main entrance"), wheelchair=True, **auto)
    plan.door(f"{out}/a-corridor", west, 2.0, category="pedestrian", name=("发热门诊入口", "Fever clinic entrance"), wheelchair=True, **auto)
    plan.door(f"{out}/b-corridor", court, 2.4, category="pedestrian", name=("急诊入口", "Emergency entrance"), wheelchair=True, **auto)
    plan.door(f"{out}/corridor", court, 2.0, category="pedestrian", name=("门诊楼东门", "East door"), wheelchair=True, **auto)
    plan.door(f"{out}/corridor", west, 1.6, category="emergencyexit", name=("西侧安全出口", "West fire exit"))
    plan.door(f"{med}/corridor", court, 2.0, category="pedestrian", name=("医技楼西门", "West door"), wheelchair=True, **auto)
    plan.door(f"{med}/hall", path, 3.0, category="pedestrian.principal", name=("医技楼大门", "Medical technology building entrance"), wheelchair=True, **auto)
    for ident, unit, at, name, alias in (
            ("exit-main", porch, (30, -0.8), ("门诊楼大门", "Main entrance"), "出口 正门 exit way out"),
            ("exit-east", court, (60.8, 24), ("门诊楼东门", "East door"), "出口 exit way out"),
            ("exit-emergency", court, (60.8, 8.5), ("急诊入口", "Emergency entrance"), "急诊 救护车 emergency ambulance"),
            ("exit-fever", west, (-0.8, 8.5), ("发热门诊入口", "Fever clinic entrance"), "发热 fever"),
            ("exit-medical", path, (94, -0.8), ("医技楼大门", "Medical technology building entrance"), "出口 exit way out")):
        plan.amenity(ident, unit, "entry", name, at=at, alias=alias, place=name, accessibility=["wheelchair"])
    plan.amenity("parking", parking, "parking", ("停车场", "Car park"), alias="停车 开车 car", place=("停车场", "Car park"), landmark_rank=3)
    plan.amenity("bicycle-parking", plaza, "parking.bicycle", ("自行车停放处", "Bicycle parking"), at=(4, -9), alias="自行车 电动车 bike", place=("自行车停放处", "Bicycle parking"))
    plan.amenity("bus-stop", plaza, "bus", ("公交站 第一人民医院", "Bus stop First Hospital"), at=(20, -28.5), alias="公交 车站 12 路 27 路 108 路 bus",
                 place=("第一人民医院公交站", "Bus stop First Hospital"), landmark_rank=3)
    plan.amenity("taxi", plaza, "taxi", ("出租车", "Taxis"), at=(45, -28.5), alias="打车 taxi", place=("出租车候车点", "Taxi rank"))
    plan.amenity("ramp", ramp, "ramp", ("无障碍坡道", "Ramp"), accessibility=["wheelchair"], alias="轮椅 坡道 ramp", place=("大门无障碍坡道", "Ramp at the main entrance"))
    for i in range(1, 5):
        plan.details.append({"level": level, "line": (27, -7 + 0.6 * i, 33, -7 + 0.6 * i)})


def plan():
    p = Plan()
    for building, floors in (("outpatient", 4), ("medical", 3)):
        x0, x1 = (0, 60) if building == "outpatient" else (MX, MX + 39)
        for floor in range(1, floors + 1):
            ring = [(x0, 0), (x1, 0), (x1, 33), (x0, 33)]
            if (building, floor) == ("outpatient", 2):
                ring[2:2] = [(60, 22.5), (76, 22.5), (76, 25.5), (60, 25.5)]
            p.levels[floor_key(building, floor)] = {"building": building, "floor": floor, "ring": ring}
    ring = [(-10, -30), (125, -30), (125, -7), (98, -7), (98, 0), (90, 0), (90, -7), (76, -7), (76, 26), (60, 26), (60, -7), (36, -7), (36, 0),
            (14, 0), (14, -1), (10, -1), (10, -7), (0, -7), (0, 33), (-6, 33), (-6, -7), (-10, -7)]
    p.levels["outdoor"] = {"building": None, "floor": 1, "ring": ring}
    for floor in range(1, 5):
        outpatient_floor(p, floor)
    for floor in range(1, 4):
        medical_floor(p, floor)
    bridge = p.unit("outpatient-2f/bridge", "outpatient-2f", "footbridge", (60, 22.5, 76, 25.5), ("连廊", "Footbridge"))
    p.door("outpatient-2f/corridor", bridge, None)
    p.door(bridge, "medical-2f/corridor", None)
    p.amenity("footbridge", bridge, "landmark", ("连廊", "Footbridge"), alias="天桥 医技楼 bridge", landmark_rank=1, place=("2 楼连廊", "Footbridge, floor 2"))
    outdoors(p)
    p.kiosks.append(kiosk("KIOSK-05", ("2 楼 5 号机", "Floor 2 kiosk 5"), "outpatient-2f", "outpatient-2f/hall", 30, 17, 180))
    for number, building, floors in ((1, "outpatient", 4), (2, "outpatient", 4), (3, "medical", 3)):
        p.links.append({"category": "elevator", "id": f"lift-{number}", "name": (f"{number} 号电梯", f"Lift {number}"),
                        "units": [f"{floor_key(building, f)}/lift-{number}" for f in range(1, floors + 1)], "wait_s": 40, "s_per_floor": 4})
    for number, building, floors in ((1, "outpatient", 4), (2, "outpatient", 4), (3, "medical", 3), (4, "medical", 3)):
        for f in range(1, floors):
            p.links.append({"category": "stairs", "id": f"stairs-{number}", "name": (f"{number} 号楼梯", f"Stairs {number}"), "step_count": 24,
                            "units": [f"{floor_key(building, f)}/stairs-{number}", f"{floor_key(building, f + 1)}/stairs-{number}"]})
    return p
