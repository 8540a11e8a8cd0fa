"""Organizations, services, doctors with their timetables, and the people who answer complaints."""
from departments import COMPLAINTS, DEPARTMENTS, GROUPS, SENSITIVE, search_terms
from doctors import DOCTORS, GENERAL_FEE, STOPPED, TITLES
from fhir import BASE, NOTE_BYTES, coding, concept, ext, ext_money, ext_text, hours, ref, resource, sid, text, translated

ORG_TYPE = "http://terminology.hl7.org/CodeSystem/organization-type"
DAYS = ["mon", "tue", "wed", "thu", "fri"]
AM, PM = ("08:00", "11:30"), ("14:00", "17:30")
WEEKEND = {  # general clinics that also work at the weekend: (days, times, places)
    "pediatrics": [("sat,sun", AM, 14), ("sat,sun", PM, 14)], "obgyn": [("sat", AM, 7)], "dental": [("sat,sun", AM, 7)],
    "eye": [("sat", AM, 7)], "orthopedics": [("sun", AM, 7)], "fever": [("sat,sun", AM, 7), ("sat,sun", PM, 7)],
}
EVENING = {"fever": ("mon-sun", ("18:00", "23:30"), 22), "pediatrics": ("mon-fri", ("18:00", "20:30"), 5)}
HOLIDAY = {"shen-zhiqiu": "sat", "he-junkai": "sun", "fang-qing": "sat", "deng-zihan": "sun", "yuan-shaofeng": "sat",
           "mo-xiaoyu": "sun", "ye-zi": "sat", "ning-yuan": "sun"}  # doctors of the weekend and holiday clinic
JOINT = {"xu-wenbo": ("joint-lung-nodule", "tue"), "cao-lanying": ("joint-diabetic-foot", "thu")}  # afternoon joint (MDT) clinics
BUSY = {"cardiology", "respiratory", "digestive", "orthopedics", "eye", "pediatrics"}  # departments with longer sessions
LIN = [("mon", AM, 14, 14), ("tue", PM, 14, 5, None, 2), ("wed", AM, 14, 9), ("thu", AM, 14, 14), ("fri", AM, 14, 4, None, 2)]
REFERRED = {"luo-jingyi": 2, "deng-zihan": 1}  # places of each session kept for referred patients

OFFICES = {  # who answers complaints: id: (name, receiver id, name, English name, gender, job)
    "outpatient-affairs": (("门诊部", "Outpatient office"), "song-yutong", "宋雨桐", "Song Yutong", "female", ("门诊部主管", "Outpatient manager")),
    "medical-affairs": (("医务部", "Medical office"), "xie-zhiyuan", "谢致远", "Xie Zhiyuan", "male", ("医务部主管", "Medical office manager")),
    "nursing": (("护理部", "Nursing office"), "pan-lizhen", "潘丽珍", "Pan Lizhen", "female", ("护理部主管", "Nursing manager")),
    "price-office": (("物价办公室", "Price office"), "jia-wen", "贾雯", "Jia Wen", "female", ("物价专员", "Price officer")),
    "facilities": (("后勤保障部", "Facilities office"), "hou-jianping", "侯建平", "Hou Jianping", "male", ("后勤主管", "Facilities manager")),
}


def organization(ident, kind, name, parent="riverside", extensions=None, phone=None, group=None):
    types = [{"coding": [{"system": ORG_TYPE, "code": kind}]}]
    if group:
        types.append(concept("dept-group", group, GROUPS[group]))
    out = resource("Organization", ident, "organization", extension=extensions, active=True, type=types)
    text(out, "name", name)
    if phone:
        out["telecom"] = [{"system": "phone", "value": phone}]
    if parent:
        out["partOf"] = ref("Organization", parent)
    return out


def organizations():
    hospital = organization("riverside", "prov", ("江畔市第一人民医院", "Riverside First People's Hospital"), None, phone="0999-8610000")
    hospital["address"] = [{"text": "江畔市滨江大道 1 号", "_text": translated("1 Riverside Avenue, Jiangpan"), "city": "江畔市", "country": "CN"}]
    out = [hospital]
    for ident, (group, icon, rank, name, hint, terms, phone, _) in DEPARTMENTS.items():
        extensions = [ext_text("patient-hint", hint), ext("icon", valueCode=icon)]
        if rank:
            extensions.append(ext("rank", valueInteger=rank))
        extensions += [ext("search-term", valueString=t) for t in search_terms(terms)]
        extensions += [ext_text("complaint", words) for words in COMPLAINTS.get(ident, [])]
        if ident in SENSITIVE:
            extensions.append(ext("sensitive-department", valueBoolean=True))
        out.append(organization(ident, "dept", name, extensions=extensions, phone=phone, group=group))
    return out + [organization(ident, "team", o[0]) for ident, o in OFFICES.items()]


def session(days, times, places, elsewhere=0, service=None, referral=0):
    extensions = [ext("session-slots", valueInteger=places), ext("taken-elsewhere", valueInteger=elsewhere)]
    if min(referral, places - elsewhere):
        extensions.append(ext("referral-slots", valueInteger=min(referral, places - elsewhere)))
    if service:
        extensions.append(ext("session-service", valueReference=ref("HealthcareService", service)))
    return {"extension": extensions, **hours(days, *times)}


def elsewhere(places, *numbers):
    """How many places other channels gave out already: none to all, spread evenly but the same in every run."""
    mix = sum(n * k for n, k in zip(numbers, (7, 5, 3))) % 12
    return places if mix == 11 else places * (mix % 6) // 10


def doctor_week(index, dept, ident, title):
    """The sessions of one doctor: chiefs and associates two half-days a week, attending physicians three."""
    if ident == "lin-ruoxi":
        return [session(*s) for s in LIN]
    if ident == STOPPED:
        return [session(day, AM, 7, elsewhere(7, index, 0, d) % 7) for d, day in enumerate(DAYS)]
    plan = {"chief": [(0, AM), (2, PM)], "associate": [(1, AM), (4, PM)], "attending": [(2, AM)]}[title]
    halves = [((index + day) % 5, times) for day, times in plan]
    if title == "attending":
        halves += [(1, PM), (3, PM)]  # the general clinic is closed on these afternoons
    joint = JOINT.get(ident)
    places = 6 if title == "chief" else 10 if dept in BUSY else 7
    out = []
    for day, times in sorted(set(halves)):
        if joint and (DAYS[day], times) == (joint[1], PM):
            continue
        taken = elsewhere(places, index, len(ident), day)
        out.append(session(DAYS[day], times, places, taken if title != "attending" or times == AM else min(taken, places - 2),
                           referral=REFERRED.get(ident, 0)))
    if joint:
        out.append(session(joint[1], PM, 5, 2, joint[0]))
    if ident in HOLIDAY:
        out.append(session(HOLIDAY[ident], AM, 7, elsewhere(7, index, 3, 6) % 7, "holiday-clinic"))
    return out


def general_week(index, dept):
    places = 7
    out = [session(day, AM, places, min(elsewhere(places, index, 1, d), places - 3)) for d, day in enumerate(DAYS)]
    out += [session(DAYS[d], PM, 7, min(elsewhere(7, index, 2, d), 4)) for d in (0, 2, 4)]
    if dept == "fever":
        out += [session(DAYS[d], PM, 7, 1) for d in (1, 3)]
    out += [session(days, times, n, 1) for days, times, n in WEEKEND.get(dept, [])]
    if dept in EVENING:
        out.append(session(*EVENING[dept], 2))
    return out


def role(ident, dept, person, services, room, letter, fee, title, specialty=None, introduction=None, week=None):
    extensions = [ext_money("consultation-fee", fee), ext("queue-letter", valueCode=letter)]
    if introduction:
        extensions.append(ext_text("introduction", introduction, NOTE_BYTES))
    out = resource("PractitionerRole", ident, "role", extension=extensions, active=True,
                   practitioner=ref("Practitioner", person) if person else None, organization=ref("Organization", dept),
                   code=[text({}, "text", title)], specialty=[text({}, "text", specialty)] if specialty else None,
                   location=[ref("Location", r) for r in room], healthcareService=[ref("HealthcareService", s) for s in services],
                   availableTime=week)
    return out


def practitioner(ident, zh, en, gender):
    return resource("Practitioner", ident, "staff", active=True, name=[text({}, "text", (zh, en))], gender=gender)


def consulting_rooms(plan):
    out = {}
    for o in plan.occupants:
        if o.get("room"):
            out.setdefault(o["department"], []).append(o["id"])
    return out


def doctors(plan):
    rooms, practitioners, roles = consulting_rooms(plan), [], []
    for index, (dept, people) in enumerate(DOCTORS.items()):
        assert len(rooms[dept]) == len(people) + 1, (dept, rooms[dept])
        for n, (ident, zh, en, gender, title, fee, specialty, introduction) in enumerate(people):
            practitioners.append(practitioner(ident, zh, en, gender))
            services, places = [f"{dept}-clinic"], [rooms[dept][n]]
            if ident in HOLIDAY:
                services.append("holiday-clinic")
                places.append("holiday-clinic-room")
            if ident in JOINT:
                services.append(JOINT[ident][0])
                places.append("joint-clinic")
            r = role(ident, dept, ident, services, places, "ABCDEFGH"[n], fee, TITLES[title], specialty, introduction, doctor_week(index, dept, ident, title))
            if ident == STOPPED:
                r["notAvailable"] = [text({"during": {"start": "2026-03-12", "end": "2026-03-18"}}, "description", ("医生外出会诊", "The doctor is away"))]
            roles.append(r)
        roles.append(role(f"{dept}-general", dept, None, [f"{dept}-general"], [rooms[dept][len(people)]], "ABCDEFGH"[len(people)],
                          GENERAL_FEE.get(dept, 15), ("普通门诊", "General clinic"), week=general_week(index, dept)))
    for office, (_, ident, zh, en, gender, job) in OFFICES.items():
        practitioners.append(practitioner(ident, zh, en, gender))
        roles.append(resource("PractitionerRole", ident, "role", active=True, practitioner=ref("Practitioner", ident),
                              organization=ref("Organization", office), code=[text({}, "text", job)],
                              location=[ref("Location", "outpatient-office")], telecom=[{"system": "phone", "value": "0999-8610111"}]))
    return practitioners, roles


def clinics():
    """Two services for each department: the doctors' clinic and the general clinic."""
    out = []
    for dept, d in DEPARTMENTS.items():
        for ident, name, line in ((f"{dept}-clinic", (f"{d[3][0]}门诊", f"{d[3][1]} clinic"), ("选医生看", "See the doctor you choose")),
                                  (f"{dept}-general", ("普通门诊", "General clinic"), ("不指定医生", "Any doctor"))):
            s = resource("HealthcareService", ident, "service", active=True, providedBy=ref("Organization", dept),
                         category=[concept("service-kind", "outpatient", ("门诊", "Outpatient clinic"))],
                         location=[ref("Location", f"{dept}-waiting")])
            text(s, "name", name)
            text(s, "comment", line)
            s["telecom"] = [{"system": "phone", "value": d[6]}]
            s["appointmentRequired"] = False
            out.append(s)
    return out


PATIENTS = [  # (id, resident id, card, name, phone, birth date, gender): all invented
    ("zhang-sanfeng", "11010519491231002X", "80012345", "张三丰", "13812348000", "1949-12-31", "female"),
    ("wang-xiulan", "340811195803150425", "80012346", "王秀兰", "13911110425", "1958-03-15", "female"),
    ("ouyang-xiaofeng", "340811198607221618", "80012347", "欧阳晓峰", "13722221618", "1986-07-22", "male"),
    ("chen-yuqing", "340811199411053826", "80012348", "陈雨晴", "15033333826", "1994-11-05", "female"),
    ("li-haoyu", "340811201905180037", "80012349", "李浩宇", "13644440037", "2019-05-18", "male"),
    ("zhao-min", "340811197202290040", "80012350", "赵敏", "18955550040", "1972-02-29", "female"),
]


def check_digit(number):
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return "10X98765432"[sum(int(c) * w for c, w in zip(number, weights)) % 11]


def patients():
    out = []
    for ident, resident, card, name, phone, born, gender in PATIENTS:
        resident = resident[:17] + check_digit(resident)  # GB 11643
        assert resident[6:14] == born.replace("-", "") and int(resident[16]) % 2 == (gender == "male"), ident
        out.append(resource("Patient", ident, active=True, identifier=[sid("resident-id", resident), sid("card", card)], name=[{"text": name}],
                            telecom=[{"system": "phone", "value": phone, "use": "mobile"}], gender=gender, birthDate=born))
    assert out[0]["identifier"][0]["value"] == "11010519491231002X"
    return out


TESTS = [  # (id, patient, name, results due): those whose results a revisit waits for
    ("lab-2026-03-1187", "zhao-min", ("糖化血红蛋白", "HbA1c (3-month blood sugar)"), "2026-03-13T16:00:00+08:00"),
    ("us-2026-03-0412", "zhao-min", ("甲状腺彩超", "Ultrasound thyroid"), "2026-03-14T11:00:00+08:00"),
]


def request(ident, kind, patient, name, requester, performers, **fields):
    """A ServiceRequest: what a doctor ordered for a patient."""
    return resource("ServiceRequest", ident, "referral", status="active", intent="order",
                    category=[concept("service-request", kind)], code=text({}, "text", name), subject=ref("Patient", patient),
                    authoredOn="2026-03-11T10:20:00+08:00", requester=text({}, "display", requester),
                    performer=[ref(*p) for p in performers] or None, **fields)


def requests():
    out = [request(ident, "test", patient, name, ("曹兰英", "Cao Lanying"), [], extension=[ext("results-due", valueDateTime=due)])
           for ident, patient, name, due in TESTS]
    out.append(request("R-20260311-077", "referral", "wang-xiulan", ("反复头晕，请头痛眩晕门诊看", "Dizzy again and again: see the headache and dizziness clinic"),
                       ("滨江街道社区卫生服务中心", "Riverside community health centre"), [("PractitionerRole", "luo-jingyi"), ("HealthcareService", "neurology-clinic")], priority="urgent"))
    out.append(request("R-20260310-052", "referral", "chen-yuqing", ("心慌查因", "To find out why her heart races"),
                       ("江畔县人民医院", "Jiangpan County Hospital"), [("HealthcareService", "cardiology-clinic")]))
    out.append(request("F-20260311-032", "revisit", "zhao-min", ("看检查结果，调药", "See the results, adjust the medicine"),
                       ("内分泌科 曹兰英", "Cao Lanying, endocrinology"),
                       [("PractitionerRole", "cao-lanying"), ("HealthcareService", "endocrine-clinic")],
                       supportingInfo=[ref("ServiceRequest", t[0]) for t in TESTS]))
    return out
