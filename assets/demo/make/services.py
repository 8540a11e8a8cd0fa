"""Special clinics, free clinics, convenience services and the complaint office, as HealthcareService."""
from fhir import NOTE_BYTES, concept, ext, ext_money, hours, ref, resource, text

KINDS = {"holiday-clinic": ("节假日门诊", "Weekend and holiday clinic"), "mdt": ("多学科门诊", "Joint clinic"), "free-clinic": ("义诊", "Free clinic"),
         "convenience": ("便民服务", "Convenience service"), "office": ("办公室", "Office")}
ALWAYS = [("mon-sun", "00:00", "23:59")]
DAY = [("mon-sun", "07:30", "17:30")]

# (id, kind, department or None, place, times, name, one line, details, icon, rank, phone, fee in yuan)
SERVICES = [
    ("holiday-clinic", "holiday-clinic", None, "holiday-clinic-room", [("sat,sun", "08:00", "11:30")], ("节假日门诊", "Weekend and holiday clinic"),
     ("周六、周日和公共假期上午开诊", "Open on Saturday, Sunday and holiday mornings"),
     ("各科医生轮流出诊，在 3 楼节假日门诊室。药房、收费处和抽血处照常开。", "Doctors of several departments take turns, in the holiday clinic room on floor 3. Pharmacy, cashier and blood tests stay open."),
     "cal", 1, "0999-8610320", None),
    ("joint-lung-nodule", "mdt", "respiratory", "joint-clinic", [("tue", "14:00", "17:30")], ("肺结节多学科门诊", "Joint clinic for lung nodules"),
     ("呼吸内科、普外科和放射科医生一起看", "Lung, surgery and X-ray doctors see you together"),
     ("请带近两年的胸部 CT 片。先挂徐文博主任的号，周二下午在 4 楼多学科门诊。", "Bring your chest CT films of the last two years. Book with Dr Xu Wenbo. Tuesday afternoons, joint clinics, floor 4."),
     "users", 2, "0999-8610302", None),
    ("joint-diabetic-foot", "mdt", "endocrine", "joint-clinic", [("thu", "14:00", "17:30")], ("糖尿病足多学科门诊", "Joint clinic for diabetic feet"),
     ("内分泌科、骨科和血管外科医生一起看", "Diabetes, bone and vessel doctors see you together"),
     ("请带最近的血糖记录。先挂曹兰英主任的号，周四下午在 4 楼多学科门诊。", "Bring your blood sugar notes. Book with Dr Cao Lanying. Thursday afternoons, joint clinics, floor 4."),
     "users", 3, "0999-8610305", None),
    ("free-blood-pressure", "free-clinic", "cardiology", "senior-stop", [("wed", "09:00", "11:00")], ("量血压义诊", "Free blood pressure check"),
     ("周三上午，1 楼爱老驿站", "Wednesday mornings, seniors' help point, floor 1"), ("心内科护士免费量血压、看用药清单，不用挂号。", "Cardiology nurses check blood pressure and your medicine list. Free, no booking."),
     "heart", 4, None, None),
    ("free-child-growth", "free-clinic", "pediatrics", "service-centre", [("sat", "14:00", "16:30")], ("儿童生长发育义诊", "Free child growth check"),
     ("周六下午，1 楼便民服务中心", "Saturday afternoons, service centre, floor 1"), ("儿科医生免费看身高体重曲线，请带疫苗本。", "Children's doctors look at growth curves. Free. Bring the vaccine book."),
     "child", 5, None, None),
    ("free-eye-screening", "free-clinic", "eye", "eye-exam", [("fri", "14:00", "16:30")], ("眼底筛查义诊", "Free eye screening"),
     ("周五下午，4 楼眼科检查室", "Friday afternoons, eye examinations, floor 4"), ("糖尿病和高血压病人免费查眼底，限 30 人，先到先查。", "Free retina check for people with diabetes or high blood pressure. First 30 people."),
     "eye", 6, None, None),
    ("wheelchair", "convenience", None, "wheelchairs", DAY, ("借轮椅", "Wheelchairs"), ("免费，大门内侧，押身份证或 100 元", "Free, inside the main entrance. Leave an ID card or ¥100"),
     ("在大门内轮椅借用点登记，当天 17:30 前还。走不动可以叫人帮忙，护工来推。", "Sign at the wheelchair point inside the main entrance, return by 17:30. Press call staff and someone will push."), "low", 1, "0999-8610120", None),
    ("hot-water", "convenience", None, "water-outpatient-1f", ALWAYS, ("开水", "Hot water"), ("每层楼电梯中间的开水间", "On every floor, between the lifts"),
     ("免费，全天开放。水烫，小心。一次性杯子在 1 楼便民服务中心领。", "Free, day and night. The water is very hot. Paper cups are at the service centre, floor 1."), "drop", 2, None, None),
    ("locker", "convenience", None, "lockers", DAY, ("寄存柜", "Lockers"), ("2 小时内免费，以后每小时 2 元", "Free for 2 hours, then ¥2 an hour"),
     ("在大厅东侧，扫码开柜。贵重物品请随身带。", "On the east side of the hall, opened by scanning a code. Keep valuables with you."), "lock", 3, "0999-8610120", 2),
    ("umbrella", "convenience", None, "service-centre", DAY, ("借雨伞", "Umbrellas"), ("免费，3 天内还", "Free, return within 3 days"),
     ("在 1 楼便民服务中心登记，押金 20 元，还伞退。", "Sign at the service centre, floor 1. The ¥20 deposit comes back with the umbrella."), "care", 4, "0999-8610120", None),
    ("charging", "convenience", None, "phone-charging", DAY, ("手机充电", "Phone charging"), ("大厅充电柜，半小时免费", "Charging lockers in the hall, half an hour free"),
     ("三种接口都有，柜门上锁，扫码取回。", "All three plugs. The door locks and opens by code."), "phone", 5, None, 2),
    ("seniors", "convenience", None, "senior-stop", [("mon-fri", "07:30", "17:00"), ("sat,sun", "08:00", "12:00")], ("爱老驿站", "Seniors' help point"),
     ("志愿者陪您挂号、取药、找地方", "Volunteers go with you: booking, medicine, finding the way"), ("在 1 楼北侧，老花镜、放大镜、血压计免费用。志愿者穿红马甲。", "North side of floor 1. Reading glasses, magnifiers and blood pressure meters. Volunteers wear red vests."), "users", 6, "0999-8610121", None),
    ("nursing-room", "convenience", None, "nursing-room-1", DAY, ("母婴室", "Nursing room"), ("1 楼和 2 楼东头", "East end of floors 1 and 2"),
     ("有尿布台、沙发和热水，门能从里面锁。", "Changing table, sofa and hot water. The door locks from inside."), "child", 7, None, None),
    ("atm-service", "convenience", None, "atm", ALWAYS, ("取款机", "Cash machine"), ("大厅东北角", "North-east corner of the hall"), ("各家银行卡都能用，收费处也收现金。", "Takes cards of all banks. The cashier takes cash too."), "card", 8, None, None),
    ("lost-found", "convenience", None, "service-centre", DAY, ("失物招领", "Lost and found"), ("1 楼便民服务中心", "Service centre, floor 1"),
     ("捡到的东西保存 90 天。证件请当面领，要核对姓名。", "Found things are kept for 90 days. Documents are given out in person."), "search", 9, "0999-8610120", None),
    ("parking", "convenience", None, "parking", ALWAYS, ("停车场", "Car park"), ("30 分钟免费，每小时 5 元，一天最多 30 元", "30 minutes free, ¥5 an hour, at most ¥30 a day"),
     ("260 个车位，6 个无障碍车位在医技楼门口。凭当天缴费单减 2 小时。", "260 spaces, 6 wide ones by the medical technology building. A receipt of the day takes 2 hours off."), "pin", 10, "0999-8610122", 5),
    ("bus-12", "convenience", None, "bus-stop", [("mon-sun", "05:30", "22:30")], ("12 路公交", "Bus 12"), ("火车站 到 江畔公园，8 分钟一班", "Railway station to Riverside park, every 8 minutes"),
     ("在大门外第一人民医院站。首班 05:30，末班 22:30，票价 2 元。", "Stop First Hospital outside the gate. First bus 05:30, last 22:30, ¥2."), "straight", 11, None, 2),
    ("bus-27", "convenience", None, "bus-stop", [("mon-sun", "06:00", "21:30")], ("27 路公交", "Bus 27"), ("汽车东站 到 大学城，12 分钟一班", "East coach station to University town, every 12 minutes"),
     ("在大门外第一人民医院站。首班 06:00，末班 21:30，票价 2 元。", "Stop First Hospital outside the gate. First bus 06:00, last 21:30, ¥2."), "straight", 12, None, 2),
    ("bus-108", "convenience", None, "bus-stop", [("mon-sun", "06:30", "19:00")], ("108 路公交", "Bus 108"), ("柳林镇 到 市民中心，20 分钟一班", "Liulin town to Civic centre, every 20 minutes"),
     ("在大门外第一人民医院站。首班 06:30，末班 19:00，票价 3 元。低地板车，轮椅能上。", "Stop First Hospital outside the gate. First bus 06:30, last 19:00, ¥3. Low floor, wheelchairs can board."), "straight", 13, None, 3),
    ("copy-print", "convenience", None, "records-copy", [("mon-fri", "08:00", "17:00")], ("复印和打印", "Copies and prints"), ("复印每页 0.5 元，病历复印要带身份证", "¥0.50 a page. Bring an ID card for medical records"),
     ("在 1 楼北侧病历复印处。检查报告在自助机上免费打印。", "Medical record copies, north side of floor 1. Test reports print free at the machines."), "print", 14, "0999-8610123", 0.5),
    ("interpreter", "convenience", None, "information-desk", DAY, ("手语和外语帮助", "Sign language and interpreting"), ("导医台预约，免费", "Ask at the information desk, free"),
     ("手语周一到周五有人在，英语随时。其他语种请提前一天打电话。", "Sign language on weekdays, English at any time. For other languages phone a day ahead."), "say", 15, "0999-8610120", None),
    ("shop-service", "convenience", None, "shop", [("mon-sun", "06:30", "21:00")], ("小超市", "Shop"), ("1 楼北侧，吃的喝的和日用品", "North side of floor 1: food, drinks, daily things"),
     ("早餐 06:30 起。空腹检查做完可以来吃点东西。", "Breakfast from 06:30, also after a fasting test."), "home", 16, None, None),
]


def services():
    out = []
    for ident, kind, dept, place, times, name, line, details, icon, rank, phone, fee in SERVICES:
        extensions = [ext("icon", valueCode=icon), ext("rank", valueInteger=rank)]
        if fee:
            extensions.append(ext_money("fee", fee))
        s = resource("HealthcareService", ident, "service", extension=extensions, active=True, providedBy=ref("Organization", dept or "riverside"),
                     category=[concept("service-kind", kind, KINDS[kind])], location=[ref("Location", place)])
        text(s, "name", name)
        text(s, "comment", line)
        text(s, "extraDetails", details, NOTE_BYTES)
        if phone:
            s["telecom"] = [{"system": "phone", "value": phone}]
        s["availableTime"] = [hours(*t) for t in times]
        out.append(s)
    office = resource("HealthcareService", "complaint-office", "service", active=True, providedBy=ref("Organization", "outpatient-affairs"),
                      category=[concept("service-kind", "office", KINDS["office"])], location=[ref("Location", "outpatient-office")])
    text(office, "name", ("投诉接待", "Complaint office"))
    text(office, "comment", ("1 楼门诊办公室，工作日 08:00 到 17:00", "Outpatient office, floor 1, working days 08:00 to 17:00"))
    office["telecom"] = [{"system": "phone", "value": "0999-8610111"}]
    office["availableTime"] = [hours("mon-fri", "08:00", "17:00")]
    office["notAvailable"] = [text({"during": {"start": a, "end": b}}, "description", ("公共假期", "Public holiday"))
                              for a, b in (("2026-04-04", "2026-04-06"), ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"))]
    return out + [office]
