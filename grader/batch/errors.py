"""Why a batch cannot start or continue; each message is a sentence."""


class Unreachable(Exception):
    """There is no cluster that can grade."""


class Lost(Exception):
    """The cluster was lost during the batch."""


class OtherKit(Exception):
    """A worker of the cluster has another version of the kit."""
