"""The keys that are typed, handled one after the other: each one meets the screen that those before it have made.

Textual sends a key up from the field it was typed in, and looks only then what it does on the screen that is on top. Of
keys that are typed ahead while a question comes up, some would be lost and some would overtake others: a PIN would be
wrong. Here the next key waits until the one before it has been handled, and what it began asks something or is over.
"""

import asyncio
from collections import deque
from collections.abc import Coroutine
from typing import Any

from textual import events
from textual.app import App
from textual.message_pump import MessagePump
from textual.screen import Screen

__all__ = ["Keyboard"]

URGENT = frozenset({"ctrl+c", "ctrl+q"})
"""Keys that are not kept waiting, for whoever wants to leave what hangs."""


class Keyboard(App[int]):
    """An application whose keys keep their order and are never lost between two screens."""

    def __init__(self) -> None:
        super().__init__()
        self._typed: deque[events.Key | events.Paste] = deque()
        self._is_handling = False
        self._is_held = False
        self._flows = 0
        self._asking = 0

    @property
    def is_at_rest(self) -> bool:
        """Whether every key that was typed has been handled."""
        return not self._is_handling and not self._typed

    def flow(self, steps: Coroutine[Any, Any, None]) -> None:
        """Run an act that asks on the way; only there may a screen wait for an answer."""
        self._flows += 1
        self.run_worker(self._flowed(steps), group="flow", exit_on_error=True)

    async def push_screen_wait(self, screen: Screen[Any] | str, *, mode: str | None = None) -> Any:
        """Ask, and give the answer. Whatever is typed now is for the screen that asks."""
        answer = self.push_screen(screen, wait_for_dismiss=True, mode=mode)
        self._asking += 1
        self._go_on()
        try:
            return await asyncio.shield(answer)
        finally:
            self._asking -= 1

    async def on_event(self, event: events.Event) -> None:
        """Take a key that was typed; it waits where another one is being handled."""
        if not isinstance(event, events.Key | events.Paste) or event.is_forwarded or _is_urgent(event):
            await super().on_event(event)
            return
        self._typed.append(event)
        if not self._is_handling:
            self._is_handling = True
            self._rest()

    async def _flowed(self, steps: Coroutine[Any, Any, None]) -> None:
        try:
            await steps
        finally:
            self._flows -= 1
            self._go_on()

    def _rest(self) -> None:
        """Wait until no act is at work but those that ask something, and until the screen on top takes keys."""
        self._is_held = self._flows > self._asking
        if not self._is_held and self.screen_stack:  # none is left where the application ends
            top = self.screen
            if not top.call_later(self.call_next, self._hand_on, top):
                self.call_next(self._rest)

    async def _hand_on(self, top: Screen[Any]) -> None:
        """Hand the next key to the field it is for, and go behind it."""
        if not self.screen_stack or top is not self.screen:
            self._rest()
        elif self._typed:
            field = self.focused or top
            await super().on_event(self._typed.popleft())
            self._follow(field)
        else:
            self._is_handling = False

    def _follow(self, node: MessagePump | None) -> None:
        """Go behind a key through the queues of the field, of what the field stands in, and of the application."""
        if node is None or node is self or not node.call_later(self._follow, node._parent):
            self.call_next(self._rest)

    def _go_on(self) -> None:
        if self._is_held:
            self._is_held = False
            self.call_next(self._rest)


def _is_urgent(event: events.Key | events.Paste) -> bool:
    return isinstance(event, events.Key) and event.key in URGENT
