"""The school of a school's file."""

from sqlalchemy import select

from app.domain.school import School
from app.services.cards import Card, card_of, with_details
from app.storage.passport import Passport


def school_name(passport: Passport) -> str:
    """What the school is called in headings and titles; read without its card. '' where its name is not entered."""
    with passport.reading() as session:
        return session.scalars(select(School.__table__.c.short_name)).one() or ""


def school_card(passport: Passport) -> Card:
    """The card of the one school."""
    with passport.reading() as session:
        return card_of("school", session.scalars(select(School).options(*with_details(School))).one())
