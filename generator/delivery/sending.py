"""Makes what a parcel's channel carries, and sends it."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from generator.build.workspace import Workspace
from generator.delivery.model import FolderChannel, MailChannel, WebhookChannel
from generator.delivery.planning import Parcel, Planner
from generator.delivery.since import Since
from generator.delivery.trouble import DeliveryError
from generator.editions.deliveries import Account
from generator.problems import Findings, ProblemsFound

if TYPE_CHECKING:
    from generator.delivery.smtp import MailServer
    from generator.delivery.summary import Summaries

Handing: TypeAlias = Callable[[], None]
Ready: TypeAlias = Callable[[Handing], str]
"""Sends what was made, and gives the answer; calls its argument when only an end mark is left."""


class Sender:
    """Makes and sends for one run. Connections are kept until ``stack`` closes them."""

    def __init__(
        self,
        workspace: Workspace,
        planner: Planner,
        now: Callable[[], dt.datetime],
        findings: Findings,
        stack: contextlib.ExitStack,
    ) -> None:
        self._planner = planner
        self._now = now
        self._findings = findings
        self._stack = stack
        self._workspace = workspace
        self._summaries: Summaries | None = None
        self._servers: dict[str, MailServer] = {}

    def ready(self, parcel: Parcel, account: Account, first: dt.datetime) -> Ready:
        """Make everything that is sent; nothing has left when this returns.

        first  when the delivery was first written down.

        Raises ``DeliveryError``.
        """
        with self._made():
            return self._ready(parcel, account, first)

    def _ready(self, parcel: Parcel, account: Account, first: dt.datetime) -> Ready:
        channel = parcel.channel
        if isinstance(channel, FolderChannel):
            return self._for_folder(parcel, channel)
        since = self.since(parcel, account)
        if isinstance(channel, MailChannel):
            return self._for_mail(parcel, channel, since, first)
        return self._for_webhook(parcel, channel, since)

    def since(self, parcel: Parcel, account: Account) -> Since:
        """What a recipient has had, and what changed since. Raises ``ProblemsFound``."""
        recipient, edition = parcel.recipient, parcel.edition
        last = account.last_sent(recipient.name, parcel.channel.name, edition.number)
        if last is None:
            return Since()
        editions = self._planner.store.list(parcel.order.name).editions
        before = next((one for one in editions if one.number == last.edition), None)
        if before is None:
            return Since(first=False)
        if self._summaries is None:
            from generator.delivery.summary import Summaries

            self._summaries = Summaries(self._workspace, self._now().date())
        summary = self._summaries.between(
            parcel.order, before, edition, parcel.house, recipient.language
        )
        return Since(first=False, summary=summary)

    # ------------------------------------------------------------ by kind

    def _for_mail(
        self, parcel: Parcel, channel: MailChannel, since: Since, first: dt.datetime
    ) -> Ready:
        from generator.delivery.mail import message_of
        from generator.delivery.smtp import MailServer

        message = message_of(parcel, channel, since, first)
        server = self._servers.get(channel.name)
        if server is None:
            server = self._stack.enter_context(MailServer(channel))
            self._servers[channel.name] = server
        return lambda handing: server.send(parcel.recipient.address, message, handing)

    def _for_folder(self, parcel: Parcel, channel: FolderChannel) -> Ready:
        from generator.delivery.folders import copy_into

        return lambda handing: copy_into(parcel, channel)

    def _for_webhook(self, parcel: Parcel, channel: WebhookChannel, since: Since) -> Ready:
        from generator.delivery.webhook import body_of, post

        body = body_of(parcel, channel, since)
        return lambda handing: post(channel, parcel.id, int(self._now().timestamp()), body)

    @contextlib.contextmanager
    def _made(self) -> Iterator[None]:
        """Turn what keeps a message from being made into a failure that is tried again."""
        try:
            yield
        except ProblemsFound as found:
            self._findings.extend(found.problems)
            raise DeliveryError("delivery-message", again=True) from found
        except OSError as error:
            reason = error.strerror or type(error).__name__
            raise DeliveryError("delivery-reading", again=True, reason=reason) from error
