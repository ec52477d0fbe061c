"""Why an answer was not had: a problem with its words, and whether asking again may help."""

from __future__ import annotations


class FetchError(Exception):
    """An answer that cannot be used.

    code   of the problem; values fill its words.
    again  True: the same request may succeed later.
    wait   seconds the service asks to wait, when it does.
    """

    def __init__(
        self, code: str, *, again: bool = False, wait: float | None = None, **values: object
    ) -> None:
        self.code = code
        self.again = again
        self.wait = wait
        self.values = {name: str(value) for name, value in values.items()}
        super().__init__(code)
