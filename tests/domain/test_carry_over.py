"""What comes along into the next year's base is decided for every mapped class, and cannot be forgotten."""

from app.domain.ageing import Ageing, ageing_fields
from app.domain.all_records import Model
from app.domain.carry_over import DECISIONS, Carry, come_along
from app.domain.field import Detail, OnNewYear, fields

MODELS = {one.class_ for one in Model.registry.mappers}


def test_every_mapped_class_has_a_decision_with_its_reason() -> None:
    assert {one.__name__ for one in MODELS} == {one.__name__ for one in DECISIONS}
    assert all(why for _, why in DECISIONS.values())


def test_nothing_that_comes_along_points_at_what_stays_behind() -> None:
    along = [model.__tablename__ for model in come_along()]
    for model in come_along():
        pointed = {key.column.table.name for key in model.__table__.foreign_keys} - {model.__tablename__}
        assert pointed <= set(along[: along.index(model.__tablename__)]), model


def test_fields_that_must_be_confirmed_stand_in_classes_that_remember_it() -> None:
    for model in MODELS:
        told = {one.on_new_year for one in fields(model)}
        if told != {OnNewYear.KEEP} and told:
            assert DECISIONS[model][0] is Carry.ALONG, model
        assert bool(ageing_fields(model)) == issubclass(model, Ageing), model


def test_a_detail_goes_by_its_record_alone() -> None:
    for model, (carry, _) in DECISIONS.items():
        if issubclass(model, Detail) and carry is Carry.ALONG:
            assert len(model.__table__.foreign_keys) == 1, model
