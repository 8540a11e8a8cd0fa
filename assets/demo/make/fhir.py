"""Small builders for FHIR R4 resources in the convention of ../README.md."""
import json

BASE = "http://riverside-hospital.example"
TRANSLATION = "http://hl7.org/fhir/StructureDefinition/translation"
CNY = "CNY"
LINE_BYTES, NOTE_BYTES = 159, 899  # what the screens keep of a name or line, and of a paragraph


def sid(kind, value):
    return {"system": f"{BASE}/sid/{kind}", "value": value}


def check(zh, en, limit=LINE_BYTES):
    for text in (zh, en):
        if not text or len(text.encode()) > limit:
            raise ValueError(f"missing or longer than {limit} bytes: {text!r}")


def translated(en):
    """The `_x` sibling that carries the English of a Chinese primitive."""
    return {"extension": [{"url": TRANSLATION, "extension": [
        {"url": "lang", "valueCode": "en"}, {"url": "content", "valueString": en}]}]}


def text(resource, key, zh_en, limit=LINE_BYTES):
    """Sets resource[key] to Chinese and resource[_key] to its English."""
    zh, en = zh_en
    check(zh, en, limit)
    resource[key] = zh
    resource["_" + key] = translated(en)
    return resource


def ext(name, **value):
    return {"url": f"{BASE}/StructureDefinition/{name}", **value}


def ext_text(name, zh_en, limit=LINE_BYTES):
    return ext(name, **text({}, "valueString", zh_en, limit))


def ext_money(name, yuan):
    return ext(name, valueMoney={"value": yuan, "currency": CNY})


def coding(system, code, zh_en=None):
    out = {"system": f"{BASE}/cs/{system}", "code": code}
    return text(out, "display", zh_en) if zh_en else out


def concept(system, code, zh_en=None):
    return {"coding": [coding(system, code, zh_en)]}


def ref(kind, ident):
    return {"reference": f"{kind}/{ident}"}


def resource(kind, ident, sid_kind=None, **fields):
    """A resource whose identifier equals its id; None fields are left out."""
    out = {"resourceType": kind, "id": ident}
    if sid_kind:
        out["identifier"] = [sid(sid_kind, ident)]
    out.update({k: v for k, v in fields.items() if v is not None})
    return out


def hours(days, start, end, **extra):
    """One availableTime entry. days "mon-fri", "sat,sun" or a list; start and end "08:00"."""
    names = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
    if isinstance(days, str):
        parts = days.split(",")
        days = []
        for part in parts:
            a, _, b = part.partition("-")
            days += names[names.index(a):names.index(b or a) + 1]
    return {"daysOfWeek": days, "availableStartTime": start + ":00", "availableEndTime": end + ":00", **extra}


def write(path, resources):
    with open(path, "w", encoding="utf-8", newline="\n") as f:
        for r in resources:
            f.write(json.dumps(r, ensure_ascii=False, separators=(",", ":")) + "\n")
