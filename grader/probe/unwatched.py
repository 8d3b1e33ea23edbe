"""What a driver does for itself, which nobody needs to watch."""

import sys


class Unwatched:
    """Suspends the profile function of this thread, if there is one, for a `with` block.

    A worker watches the calls of a submission with it, which takes several times as long as a short
    call itself. Use it only where no code of the submission runs.
    """

    def __enter__(self) -> None:
        self._watch = sys.getprofile()
        if self._watch:
            sys.setprofile(None)

    def __exit__(self, *_: object) -> None:
        if self._watch:
            sys.setprofile(self._watch)


SETS_PROFILE = Unwatched.__enter__.__code__, Unwatched.__exit__.__code__
"""The code here that sets a profile function."""
