"""What tests of the municipality's answers share: a school that has sent a package, and receipts for it."""

from dataclasses import replace
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from app.domain.all_records import Model
from app.domain.field import new_id
from app.exchange.receipt import Receipt, ReceiptState, receipt_file
from app.exchange.signing import Signer
from app.services.answers import take_receipt
from app.services.cards import Card, Edit, Saved, load_card, save_card
from app.services.exporting import export_package
from app.storage.passport import Passport
from data.choices import chosen
from data.people import People

SIGNER = Signer(bytes(range(32)))


def pupil(passport: Passport, class_name: str = "9А", seed: int = 7) -> Card:
    """A right pupil, saved."""
    people = People(seed)
    edit = Edit("student", "", 0, people.pupil(class_name), chosen(people.exams(class_name)))
    card = save_card(passport, edit, strict=True).card
    assert card is not None
    return card


def sent(passport: Passport, folder: Path) -> Receipt:
    """The receipt «принят» for a package that is made now."""
    done = export_package(passport, folder, draft=True)
    return Receipt(
        new_id(),
        ReceiptState.ACCEPTED,
        "700101",
        "2019-20",
        done.receipt,
        done.sequence,
        done.fingerprint,
        "700000",
        "Управление образования",
        "2020-02-01T09:30:00Z",
    )


def next_receipt(receipt: Receipt, **changed: object) -> Receipt:
    """Another receipt for the same package, a day later."""
    day = datetime.fromisoformat(receipt.issued_at).day + 1
    return replace(receipt, **{"id": new_id(), "issued_at": f"2020-02-{day:02}T09:30:00Z", **changed})  # type: ignore[arg-type]


def freeze(passport: Passport, folder: Path) -> Receipt:
    """The season frozen by a receipt «передан в РИС»."""
    receipt = replace(sent(passport, folder), state=ReceiptState.TRANSFERRED)
    take_receipt(passport, receipt)
    return receipt


def saved(passport: Passport, card: Card, **texts: str) -> Saved:
    """Fields of a card as it stands now, saved."""
    now = load_card(passport, card.entity, card.id)
    return save_card(passport, Edit(card.entity, card.id, now.version, texts))


def written(receipt: Receipt, folder: Path, signer: Signer = SIGNER) -> Path:
    """The receipt as a file."""
    path = folder / f"{receipt.id}.receipt"
    path.write_bytes(receipt_file(receipt, signer).content)
    return path


def content(passport: Passport, *names: str) -> dict[str, list[str]]:
    """The rows of these tables, of all without names."""
    tables = [one for one in Model.metadata.sorted_tables if not names or one.name in names]
    with passport.reading() as session:
        return {one.name: sorted(map(repr, session.execute(select(one)))) for one in tables}
