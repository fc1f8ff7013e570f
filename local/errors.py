"""Errors of the local cloud. Each message is one sentence that says what to do."""


class LocalCloudError(Exception):
    """Root of the local cloud's errors; the command line shows `str(error)`."""


class NotReady(LocalCloudError):
    """The machine lacks something: a newer Python, disk space, a step of the set-up."""


class PortBusy(LocalCloudError):
    """Another program listens on the requested port."""


class StartFailed(LocalCloudError):
    """A service of the cloud ended or did not respond while it was starting."""


class DeployFailed(LocalCloudError):
    """The CDK command line could not deploy the template to the emulator."""


class UnknownUser(LocalCloudError):
    """The user pool has no such account."""


class NotRunning(LocalCloudError):
    """There is no running cloud in this state folder."""


class NoLog(LocalCloudError):
    """There is no log of this name."""


class ImageFailed(LocalCloudError):
    """A container image cannot be built."""


class SampleFailed(LocalCloudError):
    """A function does not return what its sample event must return."""
