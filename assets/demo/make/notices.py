"""Notices and the pages of the visit guide, as CommunicationRequest. Dates are for the anchor day 2026-03-12 and move with it."""
from fhir import NOTE_BYTES, concept, ext, ref, resource, text

# (id, category, priority, about, published, shown from, until, title, body)
NOTICES = [
    ("lift-2-closed", "announcement", "urgent", "Location/lift-2", "2026-03-11T17:30", "2026-03-11", "2026-03-14", ("2 号电梯检修", "Lift 2 is closed"),
     ("去 3 楼请坐 1 号电梯", "Take lift 1 to floor 3")),
    ("gu-chengan-stopped", "stop-clinic", "urgent", "PractitionerRole/gu-chengan", "2026-03-11T16:00", "2026-03-11", "2026-03-18",
     ("顾承安主任停诊", "Dr Gu Cheng'an: clinic stopped"), ("今天起 7 天停诊。已约的号可改约罗静怡或邓子涵医生，或全额退费。", "No clinic for 7 days from today. Change to Dr Luo Jingyi or Dr Deng Zihan, or take a full refund.")),
    ("flu-season", "announcement", "routine", None, "2026-03-09T08:00", "2026-03-09", "2026-04-09", ("发热请先去发热门诊", "With a fever, go to the fever clinic first"),
     ("体温 37.3 度以上，请戴口罩，走大门西侧小路到发热门诊。", "With 37.3 °C or more, wear a mask and take the path west of the main entrance.")),
    ("saturday-blood", "announcement", "routine", None, "2026-03-06T10:00", "2026-03-06", "2026-05-06", ("抽血处周末也开", "Blood tests at weekends too"),
     ("2 楼抽血处周六、周日 07:00 到 11:00 开放。", "Blood tests, floor 2: Saturday and Sunday 07:00 to 11:00.")),
    ("price-update", "announcement", "routine", None, "2026-03-01T08:00", "2026-03-01", "2026-04-30", ("新价格 3 月 1 日起执行", "New prices since 1 March"),
     ("本机“查价格”里都能查到，有疑问问 1 楼收费处。", "Look them up under Prices, or ask the cashier on floor 1.")),
    ("free-eye", "announcement", "routine", None, "2026-03-10T09:00", "2026-03-10", "2026-03-27", ("周五眼底筛查义诊", "Free eye screening on Friday"),
     ("周五 14:00 到 16:30，4 楼眼科检查室，限 30 人。", "Friday 14:00 to 16:30, eye examinations, floor 4, first 30 people.")),
    ("joint-clinic-open", "announcement", "routine", None, "2026-03-03T09:00", "2026-03-03", "2026-06-03", ("糖尿病足多学科门诊开诊", "New joint clinic for diabetic feet"),
     ("每周四下午，三个科的医生一起看，挂一个号。", "Thursday afternoons. Doctors of three departments, one booking.")),
    ("parking-works", "announcement", "routine", None, "2026-03-11T11:00", "2026-03-12", "2026-03-22", ("停车场南侧施工", "Works on the south side of the car park"),
     ("少 40 个车位，建议坐 12、27、108 路公交。", "40 spaces fewer. Buses 12, 27 and 108 stop outside.")),
    ("no-scalpers", "announcement", "routine", None, "2026-02-20T08:00", "2026-02-20", "2026-12-31", ("不要买别人手里的号", "Buy no booking from strangers"),
     ("挂号实名。遇到兜售号源，请告诉导医台或打 0999-8610111。", "Bookings carry a name. Tell the information desk or phone 0999-8610111.")),
]
GUIDE = [
    ("guide-first-visit", ("第一次来看病", "Your first visit"), [
        ("带身份证或医保卡", "Bring your ID card or insurance card"), ("在本机点“预约挂号”，选科室、医生和时间", "Tap Book an appointment, choose department, doctor and time"),
        ("到了先在任意一台机器上签到，拿到排队号", "When you arrive, check in at any kiosk and get your number"), ("按小票到候诊区，看屏幕等叫号", "Go to the waiting area on the slip and watch the screen"),
        ("看完医生去 1 楼收费处或自助机缴费", "After the doctor, pay at the cashier on floor 1 or at a machine")]),
    ("guide-revisit", ("复诊", "Coming again"), [
        ("挂同一个医生的号，病历连着看", "Book the same doctor, who knows your record"), ("带上次的检查报告和用药清单", "Bring your last reports and your list of medicines"),
        ("三天内回来看结果不用再挂号，直接到诊室门口签到", "Back with results within 3 days: no new booking, check in at the room"), ("只开药可以挂普通门诊", "For a repeat prescription the general clinic will do")]),
    ("guide-tests", ("抽血和检查", "Blood tests and examinations"), [
        ("先缴费，再去做", "Pay first, then go"), ("抽血在 2 楼抽血处，07:00 开始", "Blood tests are on floor 2, from 07:00"), ("要空腹的项目，前一晚 10 点后不吃东西", "For fasting tests eat nothing after 10 in the evening"),
        ("拍片、CT、核磁在医技楼 1 楼，走 1 楼小路或 2 楼连廊", "X-ray, CT and MRI are on floor 1 of the medical technology building, by the path or the footbridge on floor 2"),
        ("报告在 1 楼化验报告处或自助机上打印", "Print reports at Test results, floor 1, or at a machine")]),
    ("guide-paying", ("缴费和取药", "Paying and medicine"), [
        ("1 楼收费处收现金、银行卡、手机支付和医保", "The cashier on floor 1 takes cash, cards, phones and insurance"), ("自助机可以缴费，不用排队", "The machines take payment without a queue"),
        ("缴完费到 1 楼药房，看屏幕上的窗口号", "Then go to the pharmacy on floor 1 and watch for your window"), ("中药在医技楼 3 楼中药房取", "Chinese medicine is on floor 3 of the medical technology building"),
        ("退费带小票和身份证，到收费处 1 号窗口", "For refunds bring the slip and ID card to cashier window 1")]),
    ("guide-emergency", ("急诊", "Emergency"), [
        ("胸痛、喘不上气、说话不清、大出血：马上叫人帮忙", "Chest pain, no breath, slurred speech, heavy bleeding: call staff at once"), ("急诊在 1 楼大厅东侧，24 小时开", "Emergency is on the east side of the hall, day and night"),
        ("先到急诊分诊台，护士按轻重安排", "Go to the emergency desk first, a nurse decides who is next"), ("救护车打 120", "For an ambulance dial 120")]),
]
CATEGORIES = {"announcement": ("公告", "Announcement"), "stop-clinic": ("停诊", "Clinic stopped"), "visit-guide": ("就医指南", "Visit guide"),
              "closure": ("不能通行", "Closed")}
CLOSES = {"lift-2-closed"}  # notices that also close what they are about: no way leads through it


def payload(zh_en, limit=NOTE_BYTES):
    return text({}, "contentString", zh_en, limit)


def notices():
    out = []
    for ident, category, priority, about, published, start, end, title, body in NOTICES:
        categories = [concept("communication", c, CATEGORIES[c]) for c in ((category, "closure") if ident in CLOSES else (category,))]
        out.append(resource("CommunicationRequest", ident, "notice", status="active", category=categories,
                            priority=priority, about=[{"reference": about}] if about else None, payload=[payload(title), payload(body)],
                            occurrencePeriod={"start": start + "T00:00:00+08:00", "end": end + "T23:59:59+08:00"}, authoredOn=published + ":00+08:00",
                            sender=ref("Organization", "riverside")))
    for rank, (ident, title, steps) in enumerate(GUIDE, 1):
        out.append(resource("CommunicationRequest", ident, "notice", extension=[ext("rank", valueInteger=rank)], status="active",
                            category=[concept("communication", "visit-guide", CATEGORIES["visit-guide"])], priority="routine",
                            payload=[payload(title), *[payload(s) for s in steps]], authoredOn="2026-03-01T08:00:00+08:00", sender=ref("Organization", "riverside")))
        for lang in (0, 1):
            assert len("\n".join(s[lang] for s in steps).encode()) <= NOTE_BYTES
    return out
