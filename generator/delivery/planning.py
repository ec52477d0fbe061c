"""What would go to whom: rules, recipients and newest editions laid side by side.

Nothing is written or sent here. An edition above a recipient's ceiling, of another audience, or
a draft that no rule lets out, is withheld with the reason; nothing else is told of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from generator.build.orders.fields import near
from generator.build.orders.order import Order, read_orders
from generator.build.workspace import Workspace
from generator.delivery.ceilings import above, ceiling_of
from generator.delivery.model import AnyChannel, Book, FolderChannel, MailChannel, Recipient, Rule
from generator.delivery.settings import SETTINGS_FILE, note_unused, read_book
from generator.editions.deliveries import Delivery, delivery_id
from generator.editions.manifest import DocumentMade, Manifest, TableMade
from generator.editions.plain import digest
from generator.editions.store import Edition, EditionStore
from generator.house.model import HouseStyle
from generator.house.read import read_house
from generator.problems import Findings, Problem, Severity, Where

DRAFT: Final = "draft"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One edition for one recipient by one channel.

    language  of the documents; the message is in the recipient's own.
    content   fingerprint of what the documents print.
    """

    id: str
    order: Order
    edition: Edition
    house: HouseStyle
    recipient: Recipient
    channel: AnyChannel
    language: str
    documents: tuple[DocumentMade, ...]
    tables: tuple[TableMade, ...]
    content: str

    @property
    def files(self) -> tuple[DocumentMade | TableMade, ...]:
        """Every file that goes."""
        return (*self.documents, *self.tables)

    @property
    def to(self) -> str:
        """Where it goes, as the account tells it."""
        if isinstance(self.channel, MailChannel):
            return self.recipient.address
        if isinstance(self.channel, FolderChannel):
            return (self.channel.path / self.recipient.folder).as_posix()
        return self.channel.name

    def delivery(self) -> Delivery:
        """The first word of the account about it."""
        return Delivery(
            id=self.id,
            order=self.order.name,
            edition=self.edition.number,
            recipient=self.recipient.name,
            channel=self.channel.name,
            kind=self.channel.kind,
            to=self.to,
            language=self.language,
            documents=tuple(one.sha256 for one in self.files),
            content=self.content,
        )


@dataclass(slots=True)
class Plan:
    """What would go, by order, and what does not and why."""

    parcels: dict[str, list[Parcel]] = field(default_factory=dict)
    withheld: Findings = field(default_factory=Findings)


class Planner:
    """Plans for a workspace and its settings. Problems of orders go to ``findings``."""

    def __init__(self, workspace: Workspace, book: Book, findings: Findings) -> None:
        self.workspace = workspace
        self.store = EditionStore(workspace.briefings)
        self._book = book
        self._findings = findings
        self._houses: dict[str, HouseStyle | None] = {}

    def plan(self, names: Sequence[str]) -> Plan:
        """The plan for the orders of those names, or for all that a rule names."""
        orders = read_orders(self.workspace, names, self._findings)
        if not names:
            self.note_unknown(orders)
        plan = Plan()
        for order in orders:
            rules = [rule for rule in self._book.rules if _names(order) & set(rule.orders)]
            if rules:
                self._one(order, rules, plan)
        return plan

    def edition(self, order: str) -> Edition | None:
        """The newest edition that is as ordered, unless one that is newer is damaged."""
        shelf = self.store.list(order)
        latest = shelf.latest
        newer = [
            problem
            for problem in shelf.damaged
            if latest is None or _number(problem) > latest.number
        ]
        if newer:
            self._findings.extend(newer)
            self._findings.add("delivery-newest-damaged", Where(record=order), order=order)
            return None
        return latest

    # ------------------------------------------------------------ one order

    def _one(self, order: Order, rules: Iterable[Rule], plan: Plan) -> None:
        edition = self.edition(order.name)
        if edition is None:
            return
        house = self._house(edition.manifest)
        if house is None:
            values = {"order": order.name, "edition": str(edition.number)}
            plan.withheld.put(Problem("delivery-house", Where(record=order.name), values))
            return
        plan.parcels.setdefault(order.name, [])
        drafts = {name: False for rule in rules for name in rule.to}
        for rule in rules:
            drafts.update({name: True for name in rule.to if rule.drafts})
        for name, lets_drafts in drafts.items():
            recipient = self._book.recipients[name]
            if edition.manifest.status == DRAFT and not lets_drafts:
                plan.withheld.put(_kept_draft(order, edition, recipient))
                continue
            self._for(order, edition, house, recipient, plan)

    def _for(
        self, order: Order, edition: Edition, house: HouseStyle, recipient: Recipient, plan: Plan
    ) -> None:
        manifest = edition.manifest
        needed = {manifest.audience, order.readers} - {""}
        if not needed <= set(recipient.audiences):
            if not recipient.audiences:
                plan.withheld.put(_audience_missing(order, recipient))
            return  # meant for others: nothing is told about it
        language = _language(recipient.language, manifest.languages)
        documents = tuple(
            made
            for made in manifest.documents
            if made.language == language and made.format in recipient.formats and not made.piece
        )
        for name in recipient.channels:
            channel = self._book.channels[name]
            problem = withheld(manifest, house, recipient, channel)
            if problem is None and not documents:
                problem = _nothing(order, edition, recipient)
            if problem is not None:
                plan.withheld.put(problem)
                continue
            tables = tuple(one for one in manifest.tables if one.language == language)
            parcel = Parcel(
                delivery_id(manifest, recipient.name, channel.name),
                order,
                edition,
                house,
                recipient,
                channel,
                language,
                documents,
                tables,
                _content(documents, tables),
            )
            plan.parcels[order.name].append(parcel)

    def _house(self, manifest: Manifest) -> HouseStyle | None:
        name = manifest.house.name
        if name not in self._houses:
            folder = self.workspace.house_folder(name)
            self._houses[name] = None if folder is None else read_house(folder, self._findings)
        return self._houses[name]

    def note_unknown(self, orders: Iterable[Order]) -> None:
        """Note the orders of rules that are not there."""
        known = {name for order in orders for name in _names(order)}
        known |= set(self.workspace.order_names())
        for rule in self._book.rules:
            for name in rule.orders:
                if name not in known:
                    meant = near(name, known)
                    where = Where(SETTINGS_FILE, rule.line, None, None, "deliver.orders")
                    self._findings.add("delivery-order-unknown", where, value=name, hint=meant)


def withheld(
    manifest: Manifest, house: HouseStyle, recipient: Recipient, channel: AnyChannel
) -> Problem | None:
    """Why an edition may not go to a recipient by a channel; None when it may.

    Asked when the plan is made, and once more right before anything leaves.
    """
    scheme, where = house.marking, Where(SETTINGS_FILE, recipient.line, None, recipient.name)
    values = {
        "order": manifest.order.name,
        "edition": str(manifest.edition),
        "recipient": recipient.name,
        "channel": channel.name,
    }
    for holder, line in ((recipient.ceiling, recipient.line), (channel.ceiling, channel.line)):
        ceiling = ceiling_of(holder, house, usual=holder is recipient.ceiling)
        if ceiling is not None and scheme.rank(ceiling) is None:
            levels = ", ".join(level.name for level in scheme.levels)
            told = {**values, "ceiling": ceiling, "levels": levels}
            at = Where(SETTINGS_FILE, line, None, None, "ceiling")
            return Problem("delivery-ceiling-unknown", at, told)
        if ceiling is not None and above(manifest.marking, ceiling, scheme):
            by_channel = holder is not recipient.ceiling
            code = "delivery-above-channel" if by_channel else "delivery-above-recipient"
            return Problem(code, where, {**values, "ceiling": ceiling})
    return None


def _audience_missing(order: Order, recipient: Recipient) -> Problem:
    where = Where(SETTINGS_FILE, recipient.line, None, recipient.name, "audience")
    whole = order.name.removesuffix(f"-{order.readers}")
    return Problem("delivery-audience-missing", where, {"recipient": recipient.name, "of": whole})


def _kept_draft(order: Order, edition: Edition, recipient: Recipient) -> Problem:
    values = {
        "order": order.name,
        "edition": str(edition.number),
        "recipient": recipient.name,
    }
    return Problem("delivery-draft", Where(record=order.name), values, Severity.NOTICE)


def _nothing(order: Order, edition: Edition, recipient: Recipient) -> Problem:
    values = {
        "order": order.name,
        "edition": str(edition.number),
        "recipient": recipient.name,
        "language": recipient.language,
        "formats": ", ".join(recipient.formats),
        "languages": ", ".join(edition.manifest.languages),
        "made": ", ".join(edition.manifest.formats),
    }
    where = Where(SETTINGS_FILE, recipient.line, None, recipient.name)
    return Problem("delivery-nothing", where, values)


def _names(order: Order) -> set[str]:
    """What a rule may call an order: its name, and that of the order whose audience it is for."""
    if not order.readers:
        return {order.name}
    return {order.name, order.name.removesuffix(f"-{order.readers}")}


def _language(wanted: str, there: Sequence[str]) -> str:
    """The language of an edition for a reader: theirs exactly, else the same language; or ""."""
    if wanted in there:
        return wanted
    primary = wanted.partition("-")[0]
    return next((tag for tag in there if tag.partition("-")[0] == primary), "")


def _content(documents: Iterable[DocumentMade], tables: Iterable[TableMade]) -> str:
    printed: Iterator[list[str]] = ([one.language, one.format, one.made_from] for one in documents)
    return digest([sorted(printed), sorted(one.sha256 for one in tables)])


def _number(problem: Problem) -> int:
    edition = problem.values.get("edition", "0")
    return int(edition) if edition.isdecimal() else 0


def check_settings(workspace: Workspace, findings: Findings) -> None:
    """Note every mistake of ``deliveries.toml``, where there is one; those of orders apart."""
    if not (workspace.root / SETTINGS_FILE).is_file():
        return
    book = read_book(workspace.root, findings)
    if book is not None:
        note_unused(book, findings)
        orders = read_orders(workspace, (), Findings())
        Planner(workspace, book, findings).note_unknown(orders)
