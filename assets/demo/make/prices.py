"""The price list as ChargeItemDefinition, from the tables in prices_*.py."""
import re

import prices_care
import prices_drugs
import prices_tests
from fhir import BASE, CNY, coding, ext, ext_text, ref, resource, text

FROM = "2026-03-01"
UNITS = {"t": ("每次", "each time"), "s": ("每部位", "each body part"), "h": ("每小时", "an hour"), "d": ("每天", "a day"), "y": ("每颗牙", "each tooth"),
         "j": ("每剂", "each dose"), "b": ("每盒", "a box"), "v": ("每支", "each"), "p": ("每瓶", "a bottle")}
INSURANCE = {"a": ("医保甲类", "Insurance class A"), "b": ("医保乙类", "Insurance class B"), "c": ("自费", "Not insured")}
PREPARATION = {
    "none": None,
    "quick": ("不用空腹，约 30 分钟出结果", "No fasting, result in about 30 minutes"),
    "hour": ("不用空腹，约 1 小时出结果", "No fasting, result in about 1 hour"),
    "hours6": ("不用空腹，约 6 小时出结果", "No fasting, result in about 6 hours"),
    "nofast": ("不用空腹，当天下午出结果", "No fasting, result the same afternoon"),
    "nextday": ("不用空腹，第二天出结果", "No fasting, result the next day"),
    "days3": ("3 天出结果", "Result in 3 days"), "days5": ("5 天出结果", "Result in 5 days"),
    "days7": ("7 天出结果", "Result in 7 days"), "days10": ("10 天出结果", "Result in 10 days"),
    "fasting": ("空腹 8 小时，可以喝少量水", "Eat nothing for 8 hours, a little water is fine"),
    "fasting12": ("空腹 12 小时，前一天别吃油腻", "Eat nothing for 12 hours, no fatty food the day before"),
    "fasting4": ("检查前 4 小时不吃东西", "Eat nothing for 4 hours before"),
    "aftermeal": ("从吃第一口饭算起，整 2 小时抽血", "Exactly 2 hours after the first bite of a meal"),
    "ogtt": ("空腹来，要在这里等 3 小时", "Come fasting and stay here for 3 hours"),
    "eight": ("早上 8 点整抽血，不用空腹", "Drawn at 8 in the morning, no fasting"),
    "cycle": ("月经第 2 到 4 天抽血", "On day 2 to 4 of the period"), "cycle2": ("月经干净 3 天后做", "3 days after the period ends"),
    "urine": ("留中段尿，1 小时内送来", "Catch the middle part, bring it within 1 hour"),
    "urine24": ("留满 24 小时的尿，记总量", "Collect all urine for 24 hours, note the amount"),
    "urine3d": ("留中段尿，3 天出结果", "Catch the middle part, result in 3 days"),
    "stool": ("留黄豆大小一块，1 小时内送来", "A piece the size of a bean, within 1 hour"),
    "stool3d": ("留黄豆大小一块，3 天出结果", "A piece the size of a bean, result in 3 days"),
    "semen": ("禁欲 2 到 7 天，到化验处取杯子", "After 2 to 7 days without sex, ask for a cup"),
    "breath": ("空腹 2 小时，停抗生素 4 周", "Eat nothing for 2 hours, no antibiotics for 4 weeks"),
    "metal": ("取下金属物品，怀孕请先说", "Take off metal. Tell us first if you are pregnant"),
    "mammo": ("月经后 7 到 10 天做最好", "Best 7 to 10 days after the period"),
    "contrast": ("空腹 4 小时，带肾功能结果，有人陪", "Eat nothing for 4 hours, bring kidney results, come with someone"),
    "mri": ("身上不能有金属，装起搏器不能做", "No metal on you. Not with a pacemaker"),
    "mrifast": ("空腹 6 小时，身上不能有金属", "Eat nothing for 6 hours, no metal on you"),
    "bladder": ("喝水憋尿", "Drink water and hold it"), "emptybladder": ("先排空小便", "Empty your bladder first"),
    "nuclear": ("先预约，怀孕和哺乳不能做", "By appointment. Not when pregnant or nursing"),
    "ecg": ("静坐 5 分钟，约 5 分钟出结果", "Sit quietly for 5 minutes, result in about 5 minutes"),
    "holter": ("先洗澡，背 24 小时，第二天来还", "Wash first, wear it 24 hours, bring it back"),
    "exercise": ("穿运动鞋，饭后 2 小时来", "Wear sports shoes, come 2 hours after a meal"),
    "rest": ("先静坐 5 分钟", "Sit quietly for 5 minutes first"),
    "lung": ("当天停吸入药，请先问医生", "No inhaler that day, ask your doctor first"),
    "scope": ("空腹 8 小时，带近期化验单", "Eat nothing for 8 hours, bring recent results"),
    "asleep": ("空腹 8 小时，有人陪，当天不能开车", "Eat nothing for 8 hours, come with someone, no driving that day"),
    "bowel": ("提前 3 天吃少渣饭，前一晚喝泻药", "Low-fibre food for 3 days, cleansing drink the evening before"),
    "eeg": ("洗头，前一晚少睡", "Wash your hair, sleep less the night before"),
    "drops": ("要散瞳，4 小时看不清，别开车", "Eye drops blur your sight for 4 hours, do not drive"),
    "antihist": ("停抗过敏药 3 天", "No allergy medicine for 3 days"), "skin20": ("做完在原地等 20 分钟", "Wait here for 20 minutes after it"),
    "noanticoag": ("吃抗凝药请先说", "Tell us first if you take blood thinners"),
}
CATEGORIES = {  # category: (name, first letter of the price codes, table)
    "lab": (("化验", "Lab tests"), "L", prices_tests.LAB), "imaging": (("影像", "Imaging"), "M", prices_tests.IMAGING),
    "exam": (("检查", "Examinations"), "E", prices_tests.EXAM), "treatment": (("治疗", "Treatment"), "T", prices_care.TREATMENT),
    "bed": (("床位", "Beds"), "B", prices_care.BED), "drug": (("药品", "Medicines"), "D", prices_drugs.DRUGS),
    "package": (("套餐", "Packages"), "P", prices_care.PACKAGE), "consultation": (("诊查费", "Consultation"), "C", prices_care.CONSULTATION)}
USAGE = "http://terminology.hl7.org/CodeSystem/usage-context-type"


def slug(en):
    return re.sub(r"[^a-z0-9]+", "-", en.lower().replace("×", "x").replace("µ", "u")).strip("-")[:60].rstrip("-")


def price(category, name, code, line):
    zh, en, unit, yuan, insurance, *rest = [part.strip() for part in line.split("|")]
    place, preparation = rest or ("pharmacy", "none")
    amount = float(yuan)
    ident = slug(en)
    extensions = [ext_text("insurance-class", INSURANCE[insurance])]
    if PREPARATION[preparation]:
        extensions.append(ext_text("preparation", PREPARATION[preparation]))
    if place != "-":
        extensions.append(ext("performed-at", valueReference=ref("Location", place)))
    out = resource("ChargeItemDefinition", ident, "price", extension=extensions, url=f"{BASE}/ChargeItemDefinition/{ident}")
    text(out, "title", (zh, en))
    out.update(status="active", code={"coding": [coding("charge", code)], "text": zh},
               useContext=[{"code": {"system": USAGE, "code": "task"}, "valueCodeableConcept": {"coding": [coding("price-category", category, name)]}}],
               effectivePeriod={"start": FROM},
               propertyGroup=[{"priceComponent": [{"type": "base", "code": text({}, "text", UNITS[unit]),
                                                   "amount": {"value": int(amount) if amount == int(amount) else amount, "currency": CNY}}]}])
    return out


def prices():
    out = []
    for category, (name, letter, table) in CATEGORIES.items():
        for number, line in enumerate(table.strip().split("\n"), 1):
            out.append(price(category, name, f"{letter}{number:04d}", line))
    return out
