#!/usr/bin/env python3
"""Makes the drawing template beside this file: one GeoJSON layer a kind of feature with a tiny example building, and
a QGIS form (.qml, loaded by itself) for each, with the words the kiosk understands in lists. The files are committed;
this is only needed to change them. Standard library only.
"""
import json
import math
import os

HERE = os.path.dirname(os.path.abspath(__file__))
LON, LAT = 121.5, 31.2
PER_LAT = 110_862.0
PER_LON = 111_412.84 * math.cos(math.radians(LAT)) - 93.5 * math.cos(math.radians(3 * LAT))

UNIT = [("walkway", "走廊"), ("lobby", "大厅"), ("waitingroom", "候诊区"), ("room", "房间"), ("laboratory", "检验室"),
        ("restroom", "卫生间"), ("restroom.male", "男卫生间"), ("restroom.female", "女卫生间"), ("restroom.wheelchair", "无障碍卫生间"),
        ("elevator", "电梯"), ("stairs", "楼梯"), ("escalator", "扶梯"), ("ramp", "坡道"), ("steps", "几级台阶"), ("footbridge", "连廊"),
        ("unenclosedarea", "室外空地"), ("parking", "停车场"), ("nonpublic", "员工区"), ("column", "柱子"), ("opentobelow", "中庭挑空")]
LISTS = {
    "unit": {"category": UNIT, "accessibility": [("wheelchair", "轮椅可用"), ("inaccessible", "轮椅不可用")],
             "restriction": [("employeesonly", "只限员工"), ("restricted", "禁止进入")]},
    "opening": {"category": [("pedestrian", "门"), ("pedestrian.principal", "大门"), ("emergencyexit", "安全出口"), ("service", "货运门")],
                "accessibility": [("wheelchair", "轮椅可用"), ("inaccessible", "轮椅不可用")],
                "access_control": [("badgereader", "刷卡"), ("keyaccess", "钥匙")], "one_way": [("true", "只能单向通过")]},
    "amenity": {"category": [("information", "咨询台"), ("restroom", "卫生间"), ("restroom.wheelchair", "无障碍卫生间"), ("elevator", "电梯"),
                             ("parking", "停车场"), ("bus", "公交站"), ("taxi", "出租车"), ("entry", "出入口"), ("landmark", "地标"), ("cashier", "收费处")]},
    "occupant": {"category": [("pharmacy", "药房"), ("laboratory", "检验科"), ("radiology", "放射科"), ("cardiology", "心内科"),
                              ("pediatrics", "儿科"), ("ophthalmology", "眼科"), ("cashier", "收费处"), ("clinic", "门诊")]},
    "level": {"outdoor": [("true", "室外")]},
    "path": {"category": [("footway", "人行道"), ("steps", "台阶")]},
    "geofence": {"category": [("underconstruction", "施工")]},
    "fixture": {"category": [("furniture", "家具"), ("equipment", "设备"), ("wall", "隔断")]},
}
COLUMNS = {
    "venue": "id category name_zh name_en", "building": "id name_zh name_en",
    "level": "id ordinal name_zh name_en short_name lift_button outdoor building_ids",
    "unit": "id category level_id name_zh name_en alt_name_zh alt_name_en ref restriction accessibility landmark_rank wait_s s_per_floor hours fhir",
    "opening": "id category level_id name_zh name_en clear_width_m step_height_m accessibility access_control one_way hours",
    "amenity": "id category unit_ids name_zh name_en alt_name_zh alt_name_en ref landmark_rank correlation_id fhir",
    "anchor": "id unit_id", "occupant": "id category anchor_id name_zh name_en alt_name_zh alt_name_en ref landmark_rank fhir",
    "kiosk": "id level_id ref name_zh name_en bearing", "fixture": "id category level_id name_zh name_en",
    "section": "id category level_id name_zh name_en ref", "path": "id category level_id width slope hours", "pathnode": "id level_id neighbours opening_id unit_id hours",
    "geofence": "id category level_ids name_zh name_en", "relationship": "id category direction origin destination name_zh name_en wait_s s_per_floor hours",
}
# QGIS takes a column's type from its values: whole numbers, and those with a fraction. Every column of numbers has one, hence these.
WHOLE = {"ordinal": None, "landmark_rank": 0}
REAL = {"wait_s": None, "s_per_floor": None, "clear_width_m": None, "step_height_m": 0.0, "bearing": None, "width": None, "slope": None}
CHOSEN = {"level_id": "level", "level_ids": "level", "building_ids": "building"}  # picked by name in a list of that layer
LISTED = "if(aggregate('{0}', 'count', \"id\") = 1, aggregate('{0}', 'min', \"id\"), '')"  # the only one that is not filtered away
GREY, BLUE, RED = "90,90,90,255", "0,90,160,255", "200,40,30,255"


def at(x, y):
    return [round(LON + x / PER_LON, 9), round(LAT + y / PER_LAT, 9)]


def box(x0, y0, x1, y1):
    return {"type": "Polygon", "coordinates": [[at(x0, y0), at(x1, y0), at(x1, y1), at(x0, y1), at(x0, y0)]]}


def line(*points):
    return {"type": "LineString", "coordinates": [at(*p) for p in points]}


def point(x, y):
    return {"type": "Point", "coordinates": at(x, y)}


def example():
    """Two floors of 24 x 12 m: a hall, a corridor, three rooms a floor, a lift, stairs that lie over one another, and a path to the bus."""
    rows = {name: [] for name in COLUMNS}

    def add(kind, geometry, **values):
        rows[kind].append((geometry, values))

    add("venue", box(-2, -16, 26, 14), id="venue", category="healthcarefacility", name_zh="示例医院", name_en="Example hospital")
    add("building", None, id="building-a", name_zh="门诊楼", name_en="Outpatient building")
    for n in (1, 2):
        lv = f"level-{n}"
        add("level", box(0, 0, 24, 12), id=lv, ordinal=n - 1, name_zh=f"{n} 楼", name_en=f"Floor {n}", short_name=f"{n}F", building_ids="building-a")
        add("unit", box(0, 0, 8, 12), id=f"hall-{n}", category="lobby", level_id=lv, name_zh="大厅", name_en="Hall")
        add("unit", box(8, 5, 24, 7.6), id=f"corridor-{n}", category="walkway", level_id=lv)
        add("opening", line((8, 5.2), (8, 7.4)), id=f"gap-{n}", category="pedestrian", level_id=lv, clear_width_m=2.2)
        for i, (x, zh, en, kind) in enumerate([(8, "药房", "Pharmacy", "pharmacy"), (13, "检验科", "Laboratory", "laboratory"), (18, "眼科", "Eye clinic", "ophthalmology")]):
            unit = f"room-{n}-{i + 1}"
            add("unit", box(x, 7.6, x + 5, 12), id=unit, category="room", level_id=lv, ref=f"A{n}-0{i + 1}")
            add("opening", line((x + 2, 7.6), (x + 3, 7.6)), id=f"door-{n}-{i + 1}", category="pedestrian", level_id=lv, clear_width_m=1.0)
            add("anchor", point(x + 2.5, 10), id=f"anchor-{n}-{i + 1}", unit_id=unit)
            add("occupant", None, id=f"place-{n}-{i + 1}", category=kind, anchor_id=f"anchor-{n}-{i + 1}", ref=f"A{n}-0{i + 1}",
                name_zh=zh if n == 1 else f"{zh}二部", name_en=en if n == 1 else f"{en} two")
        add("unit", box(8, 2, 10.4, 5), id=f"lift-{n}", category="elevator", level_id=lv, name_zh="1 号电梯", name_en="Lift 1", wait_s=30, s_per_floor=4)
        add("opening", line((8.6, 5), (9.8, 5)), id=f"lift-door-{n}", category="pedestrian", level_id=lv, clear_width_m=1.1)
        add("unit", box(11, 0, 14, 5), id=f"stairs-{n}", category="stairs", level_id=lv, name_zh="1 号楼梯", name_en="Stairs 1")
        add("opening", line((11.8, 5), (13.2, 5)), id=f"stairs-door-{n}", category="pedestrian", level_id=lv, clear_width_m=1.4)
        add("section", box(8, 0, 24, 12), id=f"section-{n}", category="servicearea", level_id=lv, name_zh="A 区", name_en="Area A", ref=f"A{n}")
    add("opening", line((3, 0), (5, 0)), id="entrance", category="pedestrian.principal", level_id="level-1", name_zh="大门", name_en="Main entrance", clear_width_m=2.0)
    add("kiosk", box(3.6, 8, 4.4, 8.6), id="kiosk-1", level_id="level-1", ref="KIOSK-01", name_zh="大厅 1 号机", name_en="Hall, kiosk 1", bearing=0)
    add("fixture", box(1, 3, 2, 5), id="bench-1", category="furniture", level_id="level-1", name_zh="长椅", name_en="Bench")
    add("amenity", point(6, 10), id="desk-1", category="information", unit_ids="hall-1", name_zh="导医台", name_en="Information desk", landmark_rank=1)
    add("relationship", None, id="lift", category="elevator", direction="undirected", origin="lift-1", destination="lift-2", name_zh="1 号电梯", name_en="Lift 1", wait_s=30, s_per_floor=4)
    add("level", box(-2, -16, 26, 0), id="level-out", ordinal=0, name_zh="室外", name_en="Outdoors", short_name="室外", outdoor="true")
    add("unit", box(0, -14, 8, -10), id="bus-stop", category="unenclosedarea", level_id="level-out", name_zh="公交站台", name_en="Bus stop area")
    add("amenity", point(6, -12), id="bus", category="bus", unit_ids="bus-stop", name_zh="公交站", name_en="Bus stop")
    add("path", line((4, 0), (4, -6), (3, -11)), id="path-1", category="footway", level_id="level-out", width=2, slope=0.02)
    add("unit", box(12, -14, 16, -10), id="parking", category="parking", level_id="level-out", name_zh="停车场", name_en="Car park")
    add("path", line((4, -3), (14, -3), (14, -9)), id="path-2", category="footway", level_id="level-out", width=2, slope=0.02)
    add("pathnode", point(4, -3), id="fork-1", level_id="level-out")
    add("pathnode", point(14, -9.3), id="fork-2", level_id="level-out", unit_id="parking")
    add("geofence", box(18, -14, 22, -10), id="works-1", category="underconstruction", level_ids="level-out", name_zh="施工", name_en="Works")
    return rows


def value_map(pairs):
    out = "".join(f'<Option type="Map"><Option name="{zh} {word}" type="QString" value="{word}"/></Option>' for word, zh in pairs)
    empty = '<Option type="Map"><Option name="" type="QString" value=""/></Option>'
    return f'<editWidget type="ValueMap"><config><Option type="Map"><Option name="map" type="List">{empty}{out}</Option></Option></config></editWidget>'


def value_relation(layer):
    words = {"Key": "id", "Value": "name_zh", "Layer": "", "LayerName": layer, "LayerSource": "", "LayerProviderName": "ogr", "FilterExpression": ""}
    flags = {"AllowMulti": "false", "AllowNull": "true", "OrderByValue": "true", "UseCompleter": "false"}
    options = "".join(f'<Option name="{k}" type="QString" value="{v}"/>' for k, v in words.items())
    options += "".join(f'<Option name="{k}" type="bool" value="{v}"/>' for k, v in flags.items())
    return f'<editWidget type="ValueRelation"><config><Option type="Map">{options}</Option></config></editWidget>'


def symbol(index, kind, **options):
    layer = {"fill": "SimpleFill", "line": "SimpleLine", "marker": "SimpleMarker"}[kind]
    inside = "".join(f'<Option name="{k}" type="QString" value="{v}"/>' for k, v in options.items())
    return f'<symbol type="{kind}" name="{index}" alpha="1"><layer class="{layer}" enabled="1"><Option type="Map">{inside}</Option></layer></symbol>'


def outline(index, colour, width, fill=None, dash="solid"):
    return symbol(index, "fill", color=fill or "0,0,0,0", style="solid" if fill else "no", outline_color=colour, outline_width=width, outline_style=dash)


def dot(index, colour, size, shape="circle"):
    return symbol(index, "marker", color=colour, size=size, name=shape, outline_color="255,255,255,255", outline_width="0.2")


SINGLE = {
    "venue": outline(0, GREY, "0.3", dash="dot"), "level": outline(0, GREY, "0.5"), "section": outline(0, BLUE, "0.4", dash="dash"),
    "fixture": outline(0, GREY, "0.2", fill="170,150,120,255"), "kiosk": outline(0, RED, "0.3", fill="230,90,70,255"),
    "geofence": outline(0, RED, "0.5", fill="230,160,60,80", dash="dash"), "opening": symbol(0, "line", line_color=RED, line_width="0.9", capstyle="flat"),
    "path": symbol(0, "line", line_color=BLUE, line_width="0.6", line_style="dash"), "pathnode": dot(0, BLUE, "2.4", "diamond"),
    "amenity": dot(0, BLUE, "2.6"), "anchor": dot(0, "60,120,60,255", "1.8", "square"),
}
FILLS = {"walkway": "255,252,235,255", "lobby": "255,252,235,255", "waitingroom": "255,243,200,255", "ramp": "255,243,200,255", "steps": "220,215,200,255",
         "elevator": "190,205,225,255", "stairs": "205,200,190,255", "escalator": "205,200,190,255", "unenclosedarea": "225,238,215,255", "nonpublic": "215,215,215,255"}


def drawing(kind):
    if kind == "unit":
        classes = "".join(f'<category value="{word}" symbol="{i}" label="{zh} {word}" render="true"/>' for i, (word, zh) in enumerate(UNIT))
        classes += f'<category value="" symbol="{len(UNIT)}" label="?" render="true"/>'
        symbols = "".join(outline(i, GREY, "0.3", fill=FILLS.get(word, "236,236,240,255")) for i, (word, _) in enumerate(UNIT))
        symbols += outline(len(UNIT), RED, "0.8", fill="255,200,200,255")  # no category yet: seen at once
        return f' <renderer-v2 type="categorizedSymbol" attr="category"><categories>{classes}</categories><symbols>{symbols}</symbols></renderer-v2>'
    return f' <renderer-v2 type="singleSymbol"><symbols>{SINGLE[kind]}</symbols></renderer-v2>' if kind in SINGLE else ""


def labels(kind):
    if "ref" not in COLUMNS[kind].split() or kind not in ("unit", "kiosk", "amenity"):
        return ""
    words = "if(coalesce(&quot;ref&quot;, '') &lt;&gt; '', &quot;ref&quot;, coalesce(&quot;name_zh&quot;, ''))"
    style = f'<text-style fieldName="{words}" isExpression="1" fontSize="7" fontSizeUnit="Point" textColor="30,30,30,255"/>'
    return f' <labeling type="simple"><settings calloutType="simple">{style}<placement placement="{0 if kind == "amenity" else 1}" dist="1"/></settings></labeling>'


def form(kind):
    columns = COLUMNS[kind].split()
    widgets = {c: value_map(pairs) for c, pairs in LISTS.get(kind, {}).items()}
    widgets.update({c: value_relation(CHOSEN[c]) for c in columns if c in CHOSEN})
    fields = [f'  <field name="{c}" configurationFlags="None">{widgets[c]}</field>' for c in columns if c in widgets]
    given = {"id": "uuid('WithoutBraces')"}
    given.update({c: LISTED.format(CHOSEN[c]).replace('"', "&quot;") for c in columns if c in CHOSEN})
    defaults = "".join(f'<default field="{c}" expression="{words}" applyOnUpdate="0"/>' for c, words in given.items())
    drawn = [part for part in (drawing(kind), labels(kind)) if part]
    return "\n".join(["<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>",
                      f'<qgis version="3.22.0" styleCategories="Symbology|Labeling|Fields|Forms" labelsEnabled="{int(bool(labels(kind)))}">',
                      *drawn, " <fieldConfiguration>", *fields, " </fieldConfiguration>", f" <defaults>{defaults}</defaults>", "</qgis>", ""])


def write(name, text):
    with open(os.path.join(HERE, name), "w", encoding="utf-8") as out:
        out.write(text)


def number(column, value):
    value = (WHOLE | REAL)[column] if value is None else value
    return float(value) if column in REAL and value is not None else value


def main():
    for kind, rows in example().items():
        columns = COLUMNS[kind].split()
        features = []
        for geometry, values in rows:
            properties = {c: number(c, values.get(c)) if c in WHOLE or c in REAL else values.get(c, "") for c in columns}
            unknown = set(values) - set(columns)
            if unknown:
                raise SystemExit(f"{kind}: {unknown}")
            features.append(json.dumps({"type": "Feature", "properties": properties, "geometry": geometry}, ensure_ascii=False))
        write(f"{kind}.geojson", '{"type":"FeatureCollection","name":"%s","features":[\n%s\n]}\n' % (kind, ",\n".join(features)))
        write(f"{kind}.qml", form(kind))
    write("manifest.json", json.dumps({"version": "1.0.0", "created": "2026-03-12T08:00:00Z", "generated_by": "assets/imdf-template", "language": "zh",
                                       "extensions": ["imdf:extension:foyer:wayfinding#1.0.0"]}, indent=1) + "\n")


if __name__ == "__main__":
    main()
