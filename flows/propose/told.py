"""What a walk could not see, in lines for a person."""

from __future__ import annotations

from flows.propose.walk import Place, SiteWalk, places_shown

_MOST_FAULTS = 12


def told_of_walk(walk: SiteWalk, rejected: dict[str, list[Place]]) -> list[str]:
    """One line for each thing that may hide a column: scripts, faults, bounds, other hosts."""
    unseen = walk.unseen
    lines = []
    if unseen.stopped is not None:
        lines.append(f"stopped: {unseen.stopped}; {unseen.waiting} addresses were still waiting")
    if unseen.too_deep:
        lines.append(
            f"{unseen.too_deep} links lie deeper than {walk.bounds.depth} steps; "
            "a greater --depth follows them"
        )
    # The same menu stands on every page of a site: it is told once.
    for what, places in unseen.scripts.items():
        lines.append(f"{what}: {places_shown(places)}")
    for why, places in unseen.faults.items():
        lines += [
            f"{place.shown} promises a column and does not open: {why} ({place.url})"
            for place in places
            if place.way == "column"
        ]
    others = {
        why: [place for place in places if place.way != "column"]
        for why, places in unseen.faults.items()
    }
    faults = sorted(((w, p) for w, p in others.items() if p), key=lambda item: -len(item[1]))
    for why, places in faults[:_MOST_FAULTS]:
        lines.append(f"{why}: {places_shown(places)}")
    if len(faults) > _MOST_FAULTS:
        lines.append(f"{len(faults) - _MOST_FAULTS} further kinds of failure")
    for why, places in rejected.items():
        lines.append(f"not proposed, {why}: {places_shown(places)}")
    for host, place in sorted(unseen.foreign.items()):
        lines.append(
            f"{place.shown} leads to {host}, which is not asked; "
            f"if it is the county's, give --host {host}"
        )
    for place in unseen.single.values():
        lines.append(f"not proposed, one document and no list: {place.shown} ({place.url})")
    return lines
