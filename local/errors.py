"""What may keep the local cloud from working, told in one sentence with its remedy."""


class LocalCloudError(Exception):
    """Root of the local cloud's errors; `str(error)` is for the person at the terminal."""


class NotReady(LocalCloudError):
    """The machine lacks something: a newer Python, disk space, a step of the set-up."""


class PortBusy(LocalCloudError):
    """Another program listens on a port that was asked for by number."""


class StartFailed(LocalCloudError):
    """A part of the cloud ended, or did not answer, while it was being started."""


class DeployFailed(LocalCloudError):
    """The CDK command line could not deploy the template to the emulator."""


class NotRunning(LocalCloudError):
    """There is no running cloud in this state folder."""


class NoLog(LocalCloudError):
    """No part of this name has written a log here."""


class ImageFailed(LocalCloudError):
    """A container image cannot be built."""
