"""Two copies of one school's base: what a person chose of both is kept over the held package, and told to the school.

The joined data are nobody's signed package. So the held package stays what it is, the choices lie beside it, and the
other copy's package is returned with a remark for every field: once both copies are put right, the school's next
package follows the held one and takes the place of both.
"""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from sqlalchemy import delete
from sqlalchemy.orm import Session

from app.domain.received import JoinedField
from app.domain.roles import Right
from app.errors import Refused
from app.exchange.package import OpenedPackage
from app.services.accepting import Accepted, Seen, keep, look, summary, verdict
from app.services.arrivals import Place, arrival, place_of
from app.services.branches import Key, Patches, Side, patched, patches
from app.services.checking import check
from app.services.differences import Lines
from app.services.holding import held_of, keep_people, patches_of, standing_lines, taken_year
from app.services.municipal_answer import remarks_of, remarks_on_copies
from app.services.package_base import package_base
from app.services.rights import needs
from app.services.standing import Standing, standing_of
from app.storage.passport import Passport


@needs(Right.IMPORT)
def settle(passport: Passport, path: Path, chosen: Mapping[Key, Side], *, folder: Path | None = None) -> Accepted:
    """Keep what a person chose between the held package and one of another copy of the school's base.

    ``chosen`` must name a side for every field that both changed; it may overrule the others. Where everything is
    chosen from the new package it takes the held one's place. Raises :class:`Refused` where there is nothing to
    choose or something was not chosen, :class:`BadFile` where the chosen values do not make a whole school.
    """
    came = arrival(passport, path)
    with passport.reading() as session:
        if place_of(session, came) is not Place.FORK:
            raise Refused("Этот пакет не от второй копии базы: выбирать не из чего.")
    seen = look(passport, came)
    sides = {one.key: chosen.get(one.key) or one.side for one in seen.splits}
    if missing := sum(side is None for side in sides.values()):
        raise Refused(f"Выбрано не всё: осталось полей {missing}.")
    folder = folder or path.parent
    told = remarks_on_copies(seen.splits, {key: side for key, side in sides.items() if side})
    if "held" not in sides.values():
        remarks = (*remarks_of(seen.report.findings), *told)
        return keep(passport, seen, summary(seen, verdict(seen)), folder, remarks=remarks)
    taken = patches(came.package.lines, seen.splits, chosen)
    lines, standing = _joined(passport, seen, taken)
    found = replace(summary(seen, "returned"), conflicts=0, text=_TEXT.format(came.receipt))
    return keep(
        passport,
        seen,
        found,
        folder,
        remarks=tuple(told),
        more=lambda session: _keep(session, came.manifest.code, taken, lines, standing),
    )


_TEXT = "Выбранное сохранено; пакет {} возвращён с замечаниями, чтобы школа исправила обе копии базы."


def _joined(passport: Passport, seen: Seen, taken: Patches) -> tuple[Lines, Standing]:
    """The joined lines, held to be a whole school, and how it stands."""
    with passport.reading() as session:
        held = standing_lines(session, seen.held)
        year = taken_year(session)
    lines = patched(held or {}, taken)
    with package_base(OpenedPackage(seen.came.package.opened, lines), passport.year.name, year) as base:
        return lines, standing_of(base, check(base))


def _keep(session: Session, code: str, taken: Patches, lines: Lines, standing: Standing) -> None:
    held = held_of(session, code)
    held.two_copies, held.standing = True, standing.plain()
    whole = {**patches_of(session, code), **taken}
    session.execute(delete(JoinedField).where(JoinedField.school_code == code))
    session.add_all(
        JoinedField(school_code=code, part=part, record_id=id, field=name, value=value)
        for (part, id, name), value in whole.items()
    )
    keep_people(session, code, lines)
