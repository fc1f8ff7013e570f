"""Child process that decodes a job's photos without credentials, with bounded memory and time.

Decoders of pictures are large programs in C, and a seller's file may be made to take one over. So the stage itself
never decodes a file; it asks this program, over standard input and output. A request is a line of JSON (`Request`) and
the file, an answer is a line of JSON (`Answer`) and the finished copy. Where the system grants it, the process has no
network (`vidx.confinement`).

    python -P -m functions.photos.decoder
"""

import os
from pathlib import Path
from typing import IO, Final, Literal

from pydantic import BaseModel

from vidx.confinement import allow_cpu_s, confine
from vidx.errors import ProcessKilled, RenderFailed, RenderStalled, UnusablePhoto
from vidx.ffmpeg import UPLOAD_MEMORY_BYTES
from vidx.options import FrameSize

MAX_LINE_BYTES: Final = 8192
CPU_S: Final = 60
"""For one photo. The slowest one that is accepted takes about a tenth of it."""

Code = Literal["UnusablePhoto", "RenderFailed", "RenderStalled", "ProcessKilled"]


class Request(BaseModel):
    """A file to decode; `size` is its length in bytes, and so many bytes follow the line.

    Attributes:
        task: the copy to make of it.
        path: where the file is, if it does not follow the line; a large one would be in the memory of both processes.
        frame: size of the video's frame in pixels, for a working copy.
        index: the photo's position in the job, from 0, for messages.
    """

    task: Literal["working_copy", "web_copy", "logo"]
    size: int
    frame: tuple[int, int] = (0, 0)
    index: int = 0
    ffmpeg: str = ""
    path: str = ""


class Answer(BaseModel):
    """The copy's length in bytes, and so many bytes follow the line; or the error."""

    size: int = 0
    error: Code | None = None
    message: str = ""
    field: str | None = None


def main() -> None:
    """Answer requests until there are no more."""
    requests, answers = os.fdopen(0, "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    confine(UPLOAD_MEMORY_BYTES)
    while line := requests.readline(MAX_LINE_BYTES):
        request = Request.model_validate_json(line)
        file = Path(request.path).read_bytes() if request.path else requests.read(request.size)
        answer, copy = decode(request, file)
        send(answers, answer, copy)


def send(pipe: IO[bytes], head: BaseModel, data: bytes) -> None:
    """Write a request or an answer."""
    pipe.write(head.model_dump_json().encode() + b"\n")
    pipe.write(data)
    pipe.flush()


def decode(request: Request, file: bytes) -> tuple[Answer, bytes]:
    """Make the copy that `request` asks for."""
    from functions.photos import logo, photo  # after `confine`, which this process's main function calls

    allow_cpu_s(CPU_S)
    try:
        if request.task == "working_copy":
            copy = photo.make_working_copy(file, FrameSize(*request.frame), request.index, Path(request.ffmpeg))
        elif request.task == "web_copy":
            copy = photo.make_web_copy(file)
        else:
            copy = logo.make_logo(file)
    except UnusablePhoto as error:
        return Answer(error="UnusablePhoto", message=str(error), field=error.field), b""
    except RenderFailed as error:
        return Answer(error="RenderFailed", message=str(error)), b""
    except ProcessKilled as error:
        return Answer(error="ProcessKilled", message=str(error)), b""
    except RenderStalled as error:
        return Answer(error="RenderStalled", message=str(error)), b""
    return Answer(size=len(copy)), copy


if __name__ == "__main__":
    main()
