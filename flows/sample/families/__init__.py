"""The site families of the sample county: what each shows, one module for each.

They are families of real county sites with their quirks; every word in them is made up.
"""

from __future__ import annotations

from flows.sample.bodies import Family
from flows.sample.families.chongqing import CHONGQING
from flows.sample.families.classic import CLASSIC
from flows.sample.families.gkmlpt import GKMLPT
from flows.sample.families.hanweb import HANWEB, HANWEB_OLDER
from flows.sample.families.look import Look
from flows.sample.families.tables import TABLES
from flows.sample.families.ucap import UCAP

LOOKS: dict[Family, Look] = {
    "chongqing": CHONGQING,
    "classic": CLASSIC,
    "hanweb": HANWEB,
    "hanweb_older": HANWEB_OLDER,
    "ucap": UCAP,
    "tables": TABLES,
    "gkmlpt": GKMLPT,
}
