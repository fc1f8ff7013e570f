"""Routes of the caller's account."""

from typing import Annotated

from aws_lambda_powertools.event_handler import Response
from aws_lambda_powertools.event_handler.openapi.params import Path

from functions.api import account
from functions.api.dependencies import Caller, PortsDependency, SignedIn
from functions.api.routes.common import JSON, OPEN, PRIVATE, Cursor, Headers, new_router
from functions.api.schemas.account import RECEIPT_ID, ExportPage, ReceiptView

ReceiptId = Annotated[str, Path(alias="receiptId", json_schema_extra={"pattern": RECEIPT_ID})]

router = new_router()


@router.get(
    "/api/account/export",
    tags=["account"],
    summary="Everything that is stored of me",
    description=(
        "A page of jobs, listings, webhooks, messages or files, in this order; pass `cursor` to get the next page. "
        "Files are URLs that work for a day. The records of jobs and listings have the URLs of public files."
    ),
)
def export(owner: Caller, ports: PortsDependency, cursor: Cursor = None) -> Response[ExportPage]:
    return Response(200, JSON, account.export_page(owner, cursor, ports), PRIVATE)


@router.delete(
    "/api/account",
    tags=["account"],
    summary="Delete my account",
    status_code=202,
    description=(
        "Running jobs are canceled; listings with all public files, jobs, private files, webhooks and the sign-in are "
        "deleted. This cannot be undone. The sign-in ends at once, the rest within minutes. Access tokens stay valid "
        "for up to an hour, so a second pass 90 minutes later deletes what they have added and completes the receipt, "
        "whose address is in `Location`. From now on the account refuses changes (`AccountClosed`). Repeating the "
        "request returns the same receipt."
    ),
)
def delete_account(owner: SignedIn, ports: PortsDependency) -> Response[ReceiptView]:
    receipt = account.close(owner, ports)
    location: Headers = {"Location": f"/api/account/receipts/{receipt.receipt_id}"}
    return Response(202, JSON, receipt, location | PRIVATE)


@router.get(
    "/api/account/receipts/<receiptId>",
    tags=["account"],
    summary="The receipt of a deleted account",
    security=OPEN,
    description="Anybody who has the id can read it. It says what was deleted and when, but not whose account it was.",
)
def receipt(receipt_id: ReceiptId, ports: PortsDependency) -> ReceiptView:
    return account.receipt_of(receipt_id, ports)
