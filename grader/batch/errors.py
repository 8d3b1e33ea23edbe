"""Why a batch cannot begin or go on; each message is a sentence."""


class Unreachable(Exception):
    """There is no cluster that could grade."""


class Lost(Exception):
    """The cluster went away in the middle."""


class OtherKit(Exception):
    """A worker of the cluster has another version of the kit."""
