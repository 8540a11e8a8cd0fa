#!/usr/bin/env python3
"""Makes the demo hospital: the *.ndjson, content.ini and imdf/ beside this file.

The files it makes are committed; nothing runs this script in a build. It is only needed to change the demo: edit the
tables in make/, run `python3 assets/demo/make_demo.py`, check with tests/fhir-server/validate.mjs, commit both.
The result depends on nothing but the tables: no clock, no random numbers. Standard library only.
"""
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "make"))
sys.dont_write_bytecode = True

import check_map  # noqa: E402
import forms  # noqa: E402
import imdf  # noqa: E402
import notices  # noqa: E402
import people  # noqa: E402
import places  # noqa: E402
import plan  # noqa: E402
import prices  # noqa: E402
import services  # noqa: E402
from fhir import write  # noqa: E402

ANCHOR = "2026-03-12"  # the day the dates in the files are written for; on import it becomes today


def main():
    building = plan.plan()
    practitioners, roles = people.doctors(building)
    for name, resources in {
        "organizations": people.organizations(),
        "locations": places.places(building),
        "services": people.clinics() + services.services(),
        "practitioners": practitioners,
        "roles": roles,
        "prices": prices.prices(),
        "notices": notices.notices(),
        "forms": forms.forms(),
        "patients": people.patients(),
        "requests": people.requests(),
    }.items():
        write(os.path.join(HERE, name + ".ndjson"), resources)
    with open(os.path.join(HERE, "content.ini"), "w", encoding="utf-8", newline="\n") as f:
        f.write("; The day the dates in these files are written for: on import it becomes today.\n"
                f"anchor = {ANCHOR}\n")
    imdf.write(building, os.path.join(HERE, "imdf"), ANCHOR + "T08:00:00Z")
    errors, summary = check_map.check(os.path.join(HERE, "imdf"))
    print("\n".join([*errors, summary]))
    return 1 if errors else 0


if __name__ == "__main__":
    sys.exit(main())
