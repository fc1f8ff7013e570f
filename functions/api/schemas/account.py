"""Response models of the account routes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final, Literal

from pydantic import Field

from functions.api.schemas.common import ResponseModel
from vidx.accounts import DeletionStatus

RECEIPT_ID: Final = "^rc_[0-9a-f]{24}$"
Section = Literal["jobs", "listings", "videos", "webhooks", "messages", "files"]


class DeletedItemsView(ResponseModel):
    """Numbers of items that are deleted so far."""

    videos: int = Field(description="Jobs, finished or not.")
    listings: int = Field(description="With the public files of all their videos.")
    files: int = Field(description="Private files: uploads, drafts, and the files that jobs made.")
    webhooks: int
    messages: int = Field(description="Messages in the log of the webhooks.")
    sign_ins: int = Field(description="1 once nobody can sign in any more.")


class ReceiptView(ResponseModel):
    """The receipt of a deletion. It does not say whose account it was."""

    receipt_id: str
    status: DeletionStatus
    requested_at: datetime
    completed_at: datetime | None = Field(description="When everything was deleted; null until then.")
    deleted: DeletedItemsView


class ExportedFile(ResponseModel):
    key: str
    size: int | None = Field(description="In bytes; null if it is not known.")
    url: str = Field(description="The URL of a private file works for a day, for anybody who has it.")


class ExportedEntry(ResponseModel):
    """One job, listing, video, webhook, message or upload."""

    record: dict[str, Any] = Field(description="The record as it is stored; empty for a file that belongs to no job.")
    files: Sequence[ExportedFile] = ()


class ExportPage(ResponseModel):
    section: Section
    entries: list[ExportedEntry]
    cursor: str | None = Field(description="Pass it as `cursor` to get the next page; null on the last page.")
