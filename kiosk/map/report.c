#include "map/report.h"

#include <assert.h>
#include <stdlib.h>

#include "base/text.h"
#include "map/geometry.h"

struct row {
    enum map_severity severity;
    const char *zh, *en; /* each with one %s */
};

static const struct row rows[] = {
    [DEFECT_FILE_MISSING] = {MAP_DEFECT, "缺少文件 %s", "the file %s is missing"},
    [DEFECT_FILE_BROKEN] = {MAP_DEFECT, "文件读不出：%s", "the file cannot be read: %s"},
    [DEFECT_FILE_UNUSABLE] = {MAP_REFUSED, "文件读不出，缺了它会指错路：%s",
                              "the file cannot be read, and without it ways would be wrong: %s"},
    [DEFECT_FILE_NAME] = {MAP_DEFECT, "压缩包里的文件名 %s 指到包外，已拒收",
                          "the archive names a file outside itself, %s; refused"},
    [DEFECT_FILE_FOREIGN] = {MAP_NOTE, "不认识的文件 %s，已跳过",
                             "%s is not a file we know; left out"},
    [DEFECT_NO_ID] = {MAP_DEFECT, "要素没有 id，暂用 %s",
                      "a feature without an id, called %s here"},
    [DEFECT_ID_TWICE] = {MAP_DEFECT, "id 重复%s，只保留第一个",
                         "this id is used twice%s; the first one is kept"},
    [DEFECT_ID_SHARED] = {MAP_NOTE, "%s 个要素的 id 与别的类型相同，改用“类型:id”",
                          "%s features have an id that another type has too; they are called "
                          "type:id here"},
    [DEFECT_FILE_TWICE] = {MAP_DEFECT, "别的文件夹里还有 %s，没有读",
                           "there is another %s in another folder; it was not read"},
    [DEFECT_CRS] =
        {MAP_REFUSED, "坐标系是 %s，不是经纬度，请按 EPSG:4326 (WGS 84) 重新导出",
         "the coordinates are in %s, not in degrees; export again as EPSG:4326 (WGS 84)"},
    [DEFECT_SWAPPED] = {MAP_REFUSED, "经度和纬度写反了%s",
                        "longitude and latitude stand in the wrong order%s"},
    [DEFECT_ORDINAL_MISSING] = {MAP_DEFECT, "楼层没有 ordinal，按名称当作 %s",
                                "this level has no ordinal; by its name it is taken for %s"},
    [DEFECT_ORDINAL_TWICE] = {MAP_DEFECT, "同一栋楼有两层的 ordinal 都是 %s",
                              "two levels of one building have the ordinal %s"},
    [DEFECT_UNIT_ASTRAY] = {MAP_NOTE, "房间在楼层 %s 的轮廓外",
                            "this unit lies outside the outline of its level %s"},
    [DEFECT_CATEGORY_NEAR] = {MAP_NOTE, "类别 %s 不是 IMDF 的，当作走廊",
                              "category %s is not IMDF's; taken for a walkway"},
    [DEFECT_NAMES_ONE_LANGUAGE] = {MAP_NOTE, "%s 个名称缺中文或英文，用现有的代替",
                                   "%s names lack Chinese or English; what there is stands in"},
    [DEFECT_TYPE_FOREIGN] = {MAP_NOTE, "不认识的要素类型 %s，已跳过",
                             "feature type %s is not known; left out"},
    [DEFECT_GEOMETRY_MISSING] = {MAP_DEFECT, "缺少几何图形%s", "the geometry is missing%s"},
    [DEFECT_GEOMETRY_FOREIGN] = {MAP_DEFECT, "几何类型 %s 用不了",
                                 "geometry type %s cannot be used here"},
    [DEFECT_RING_BAD] = {MAP_DEFECT, "环不成面%s，已去掉", "a ring encloses nothing%s; left out"},
    [DEFECT_RING_REPAIRED] = {MAP_DEFECT, "面自相交，已修补%s",
                              "the outline crosses itself; repaired%s"},
    [DEFECT_COORDINATES] = {MAP_DEFECT, "坐标不对%s", "impossible or far-away coordinates%s"},
    [DEFECT_LEVEL_UNKNOWN] = {MAP_DEFECT, "楼层 %s 不存在", "there is no level %s"},
    [DEFECT_CATEGORY_UNKNOWN] = {MAP_NOTE, "不认识的类别 %s，当作房间",
                                 "category %s is not known; taken for a room"},
    [DEFECT_OPENING_NO_LINE] = {MAP_DEFECT, "门没有画成线，位置和宽度是猜的%s",
                                "this opening is not drawn as a line; where it is and how wide are "
                                "guessed%s"},
    [DEFECT_OPENING_LOOSE] = {MAP_DEFECT, "门不挨着任何房间%s", "this opening touches no unit%s"},
    [DEFECT_OPENING_ONE_SIDE] = {MAP_NOTE, "门只有一边有房间%s",
                                 "this opening has a unit on one side only%s"},
    [DEFECT_OPENING_AMBIGUOUS] =
        {MAP_NOTE, "门挨着两个以上的房间，取最近的两个%s",
         "this opening touches more than two units; the nearest two are taken%s"},
    [DEFECT_OPENING_WIDE_SNAP] = {MAP_NOTE, "门离房间边线超过 5 厘米：%s 厘米，路线从中间穿过",
                                  "this opening is more than 5 cm off its units: %s cm, which ways "
                                  "through it cross"},
    [DEFECT_OPENING_VEHICLES] =
        {MAP_NOTE, "室内的门标成了车辆出入口，按人走的门处理%s",
         "this opening is said to be for vehicles, inside a building; taken "
         "for one for people%s"},
    [DEFECT_OPENING_MISSING] = {MAP_DEFECT, "与 %s 之间没有画门，按相连处理",
                                "no opening is drawn towards %s; taken as joined"},
    [DEFECT_OPENING_BLOCKED] = {MAP_DEFECT, "门前被家具或空隙挡住，进不了 %s",
                                "something stands before this opening, or there is a gap; it does "
                                "not lead into %s"},
    [DEFECT_UNIT_PARTS] = {MAP_DEFECT, "分成几块，相隔 5 厘米以上或被家具隔开，彼此走不通%s",
                           "this unit is in parts, more than 5 cm apart or parted by fixtures, and "
                           "no opening joins them%s"},
    [DEFECT_ANCHOR_STRAY] = {MAP_DEFECT, "锚点不在所属房间里，改用房间中心%s",
                             "the anchor lies outside its unit; the unit's middle is used%s"},
    [DEFECT_ANCHOR_NO_UNIT] = {MAP_DEFECT, "锚点的房间 %s 不存在",
                               "the anchor's unit %s does not exist"},
    [DEFECT_OCCUPANT_NO_ANCHOR] = {MAP_DEFECT, "找不到锚点 %s，这个地点去不了",
                                   "anchor %s was not found; nobody can be led here"},
    [DEFECT_AMENITY_STRAY] = {MAP_DEFECT, "设施不在任何房间里%s", "this amenity lies in no unit%s"},
    [DEFECT_KIOSK_NOWHERE] = {MAP_DEFECT, "终端机不在可走的地方%s",
                              "this kiosk stands where nobody can walk%s"},
    [DEFECT_KIOSK_NO_BEARING] = {MAP_NOTE, "终端机没有朝向，按正北%s",
                                 "this kiosk has no bearing; north is taken%s"},
    [DEFECT_NO_KIOSK] = {MAP_DEFECT, "没有终端机%s", "there is no kiosk%s"},
    [DEFECT_RELATION_BROKEN] = {MAP_DEFECT, "关系指向不存在的 %s",
                                "the relationship names %s, which does not exist"},
    [DEFECT_NO_RELATIONS] = {MAP_NOTE, "没有楼层联系，按上下重叠推断%s",
                             "no links between floors are given; stacked outlines are joined%s"},
    [DEFECT_VERTICAL_ALONE] = {MAP_DEFECT, "这部电梯或楼梯不通别的楼层%s",
                               "this lift or stair leads to no other floor%s"},
    [DEFECT_PATH_LOOSE] = {MAP_DEFECT, "小路的端点没有接上%s",
                           "an end of this path is joined to nothing%s"},
    [DEFECT_PATHNODE_LOOSE] = {MAP_DEFECT, "小路节点没有接上，走不过去%s",
                               "this pathnode leads on to nothing%s"},
    [DEFECT_PATHNODE_BROKEN] = {MAP_DEFECT, "小路节点指向的 %s 不存在、不在同一层或接不上",
                                "this pathnode names %s, which does not exist, is on another floor "
                                "or cannot be led to"},
    [DEFECT_PATHNODE_ONE_SIDED] = {MAP_NOTE, "%s 没有反过来写它，按双向处理",
                                   "%s does not name this pathnode back; taken as both ways"},
    [DEFECT_PLACE_ID_TWICE] = {MAP_NOTE, "地点编号 %s 重复，先到先得",
                               "place id %s is used twice; the first one has it"},
    [DEFECT_HOURS] = {MAP_NOTE, "开放时间“%s”读不懂，按一直开放",
                      "opening hours '%s' are not understood; taken as always open"},
    [DEFECT_DOORS_MANY] = {MAP_DEFECT, "这一处的门太多，多出的不用%s",
                           "this area has too many doors; the rest is left out%s"},
    [DEFECT_FEATURES_MANY] = {MAP_REFUSED, "要素太多：%s", "too many features: %s"},
    [DEFECT_NO_LEVELS] = {MAP_REFUSED, "没有可用的楼层%s", "there is no usable level%s"},
    [DEFECT_NO_WALKS] = {MAP_REFUSED, "没有可走的地方%s", "there is nowhere to walk%s"},
};
static_assert(sizeof rows / sizeof rows[0] == DEFECT_COUNT, "one row a defect");

void report_add(struct map_report *report, enum defect defect, const char *feature,
                const char *detail)
{
    if (!report)
        return;
    if (report->count >= MAP_REPORT_MAX) {
        report->left_out++;
        return;
    }
    report->items =
        array_grow(report->items, report->count, &report->capacity, sizeof *report->items);
    struct map_defect *item = &report->items[report->count++];
    item->severity = rows[defect].severity;
    text_copy(item->feature, sizeof item->feature, feature ? feature : "");
    text_format(item->zh, sizeof item->zh, rows[defect].zh, detail ? detail : "");
    text_format(item->en, sizeof item->en, rows[defect].en, detail ? detail : "");
}

void map_report_clear(struct map_report *report)
{
    free(report->items);
    *report = (struct map_report){0};
}
