"""Workers that end when the process that they work for is killed, and so cannot tell them to."""

import os
import threading
from multiprocessing import parent_process


def end_with_parent() -> None:
    """See to it that this process ends as soon as the one that started it has ended; to be called once in a worker."""
    parent = parent_process()
    if parent is None:
        return

    def wait() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=wait, name="end-with-parent", daemon=True).start()
