"""What runs beside the server, in a thread of its own, until the process ends."""

import atexit
import threading


class Loop:
    """A subclass says in `run_forever` what it does until `_stopping` is set, and may wait for
    `_news` meanwhile: both `wake` and `stop` are some."""

    name = "loop"

    def __init__(self) -> None:
        self._news = threading.Event()
        self._stopping = threading.Event()
        self._starting = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Run in a thread of its own until `stop`, which also comes when the process ends.

        May be called any number of times, from any thread; after `stop` it does nothing."""
        if self._thread:
            return
        with self._starting:
            if not self._thread and not self._stopping.is_set():
                self._thread = threading.Thread(
                    target=self.run_forever, name=self.name, daemon=True
                )
                self._thread.start()
                atexit.register(self.stop)

    def wake(self) -> None:
        """There is something new: look now rather than at the next look."""
        self._news.set()

    def stop(self) -> None:
        """Finish what is in hand, or lay it down, then return."""
        with self._starting:
            self._stopping.set()
        self._news.set()
        self._let_go()
        atexit.unregister(self.stop)
        if self._thread:
            self._thread.join()

    def run_forever(self) -> None:
        """Until another thread calls `stop`; no error ends it."""
        raise NotImplementedError

    def _let_go(self) -> None:
        """Called once `_stopping` is set, for what would otherwise take long to finish."""
