"""The satisfaction questionnaire and the complaint form."""
from fhir import BASE, coding, ext, ref, resource, text

REASONS = [("waiting", ("等候时间", "Waiting time"), "clock"), ("explanation", ("讲解清楚", "Clear explanation"), "say"), ("attitude", ("服务态度", "Manner"), "users"),
           ("environment", ("环境", "Surroundings"), "door"), ("wayfinding", ("指路", "Finding the way"), "route"), ("cost", ("费用", "Cost"), "yuan")]
KINDS = [("complaint", ("投诉", "Complaint"), "warn"), ("suggestion", ("建议", "Suggestion"), "pen"), ("praise", ("表扬", "Praise"), "smile")]
TOPICS = [  # (code, name, icon, who answers, within how many working days)
    ("waiting-time", ("等候时间", "Waiting time"), "clock", "song-yutong", 5), ("attitude", ("服务态度", "Manner of staff"), "users", "pan-lizhen", 5),
    ("cost", ("费用", "Cost"), "yuan", "jia-wen", 3), ("treatment", ("看病和治疗", "Diagnosis and treatment"), "steth", "xie-zhiyuan", 10),
    ("environment", ("环境和设施", "Building and cleanliness"), "door", "hou-jianping", 3), ("other", ("其他", "Something else"), "help", "song-yutong", 7)]


def item(link_id, kind, words, **more):
    return text({"linkId": link_id}, "text", words) | {"type": kind, **more}


def option(system, code, words, icon, *extensions):
    c = coding(system, code, words)
    return {**({"extension": list(extensions)} if extensions else {}), "valueCoding": {"extension": [ext("icon", valueCode=icon)], **c}}


def questionnaire(ident, version, title, items):
    q = resource("Questionnaire", ident, "questionnaire", url=f"{BASE}/Questionnaire/{ident}", version=version)
    text(q, "title", title)
    q.update(status="active", subjectType=["Location", "PractitionerRole", "HealthcareService"], date="2026-03-01", publisher="江畔市第一人民医院", item=items)
    return q


def forms():
    satisfaction = questionnaire("satisfaction", "1.0", ("今天看病，您觉得怎么样", "How was your visit today?"), [
        item("score", "choice", ("您觉得怎么样", "How was it?"), required=True, answerOption=[{"valueInteger": n} for n in range(1, 6)]),
        item("reasons", "choice", ("因为什么", "Because of what?"), required=False, repeats=True, answerOption=[option("rating-reason", *r) for r in REASONS]),
        item("text", "text", ("想多说一句", "Anything to add?"), required=False, maxLength=500)])
    complaint = questionnaire("complaint", "1.0", ("投诉和建议", "Make a complaint"), [
        item("kind", "choice", ("哪一种", "What kind?"), required=True, answerOption=[option("complaint-kind", *k) for k in KINDS]),
        item("topic", "choice", ("关于什么", "About what?"), required=True, answerOption=[
            option("complaint-topic", code, words, icon, ext("complaint-rule", extension=[
                {"url": "receiver", "valueReference": ref("PractitionerRole", receiver)}, {"url": "working-days", "valueInteger": days}]))
            for code, words, icon, receiver, days in TOPICS]),
        item("text", "text", ("说说经过", "What happened?"), required=True, maxLength=500),
        item("phone", "string", ("手机号，可不留", "Mobile number, if you like"), required=False, maxLength=20)])
    return [satisfaction, complaint]
