"""Whether who works may do an act: asked before acts that leave the base or take long; the base itself asks again."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from app.domain.actors import Role
from app.domain.roles import RIGHT_TITLES, Right, may
from app.errors import Refused
from app.storage.guard import not_your_class, refused
from app.storage.passport import Passport

P = ParamSpec("P")
T = TypeVar("T")
_Act = Callable[Concatenate[Passport, P], T]


def may_do(passport: Passport, right: Right) -> bool:
    """Whether who works has a right."""
    return may(passport.actor.role, right)


def needs(right: Right) -> Callable[[_Act[P, T]], _Act[P, T]]:
    """Say of an act on an open base that it needs a right; without it the act is not begun: :class:`Refused`."""

    def told(act: _Act[P, T]) -> _Act[P, T]:
        @wraps(act)
        def asked(passport: Passport, /, *args: P.args, **named: P.kwargs) -> T:
            if not may_do(passport, right):
                raise refuse_right(passport, right)
            return act(passport, *args, **named)

        vars(asked)["needs"] = right
        return asked

    return told


def refuse_right(passport: Passport, right: Right) -> Refused:
    """The refusal, noted in the history without a word of what was asked for."""
    passport.note_refusal(RIGHT_TITLES[right])
    return refused(passport.actor, right)


def sees_all(passport: Passport) -> bool:
    """Whether who works sees the whole school; a class teacher sees his own classes only."""
    return passport.actor.role is not Role.TEACHER


def require_all(passport: Passport) -> None:
    """Refuse an act over the whole school to who sees only a part of it; :class:`Refused`."""
    if not sees_all(passport):
        raise not_your_class(passport.actor)
