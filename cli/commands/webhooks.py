"""`vidx webhooks`: addresses that get a message when a job ends or a listing changes."""

from typing import Annotated, Any, Final
from urllib.parse import quote

import typer

from cli.flags import Target, Yes, flags
from cli.output import confirm_deletion, deliveries_view, pairs, webhooks_view
from cli.session import Session, session

PATH: Final = "/webhooks"
HINT: Final = "Your receiver verifies messages with this secret; docs/webhooks.md has examples."

app = typer.Typer(help="Send messages to your server when a job ends or a listing changes.", no_args_is_help=True)
WebhookId = Annotated[
    str, typer.Argument(help="The webhook's id, as `vidx webhooks list` shows it.", metavar="WEBHOOK")
]
MessageId = Annotated[
    str, typer.Argument(help="The message's id, as `vidx webhooks deliveries` shows it.", metavar="MESSAGE")
]
Url = Annotated[str, typer.Argument(help="Public HTTPS address of your server.", metavar="URL")]
Events = Annotated[
    str | None,
    typer.Option(help="Events that cause a message; by default all.", metavar="job.completed,ad.published,…"),
]
Limit = Annotated[int, typer.Option(help="How many messages at most.", metavar="NUMBER", min=1, max=1000)]


@app.command()
@flags
def add(url: Url, target: Target, events: Events = None) -> None:
    """Add a webhook and show its secret. If you have a webhook with this address, change its events."""
    names = [name.strip() for name in events.split(",")] if events else None
    with session(target) as current:
        response = current.api.post(PATH, {"url": url} | ({"events": names} if names else {}))
        _show_secret(current, response)


@app.command("list")
@flags
def list_webhooks(target: Target) -> None:
    """List your webhooks, the oldest first."""
    with session(target) as current:
        response = current.api.get_json(PATH)
        current.screen.show(response, webhooks_view(response["webhooks"]))


@app.command()
@flags
def rotate(webhook: WebhookId, target: Target) -> None:
    """Replace the secret. The previous one stays valid for a day."""
    with session(target) as current:
        _show_secret(current, current.api.post(f"{_path(webhook)}/rotate"))


@app.command()
@flags
def test(webhook: WebhookId, target: Target) -> None:
    """Send a test message. When it arrives, a disabled webhook is enabled again."""
    with session(target) as current:
        response = current.api.post(f"{_path(webhook)}/test")
        text = f"Test {response['messageId']} is on its way. See `vidx webhooks deliveries {webhook}`."
        current.screen.show(response, text)


@app.command()
@flags
def deliveries(webhook: WebhookId, target: Target, limit: Limit = 20) -> None:
    """Show the messages to a webhook of the last 30 days, newest first."""
    with session(target) as current:
        entries = current.api.get_pages(f"{_path(webhook)}/deliveries", "deliveries", limit)
        current.screen.show({"deliveries": entries}, deliveries_view(entries))


@app.command()
@flags
def resend(webhook: WebhookId, message: MessageId, target: Target) -> None:
    """Send a message again, whether it has arrived or not."""
    with session(target) as current:
        response = current.api.post(f"{_path(webhook)}/deliveries/{quote(message, safe='')}/resend")
        current.screen.show(response, f"Message {message} is sent again.")


@app.command()
@flags
def delete(webhook: WebhookId, target: Target, yes: Yes = False) -> None:
    """Delete a webhook. Its waiting messages are not sent."""
    with session(target) as current:
        if not yes:
            confirm_deletion(f"Delete the webhook {webhook}?", as_json=target.json)
        current.api.delete(_path(webhook))
        current.screen.show({"webhookId": webhook, "deleted": True}, f"Webhook {webhook} is deleted.")


def _path(webhook: str) -> str:
    return f"{PATH}/{quote(webhook, safe='')}"


def _show_secret(current: Session, webhook: dict[str, Any]) -> None:
    facts = [("Webhook", webhook["webhookId"]), ("URL", webhook["url"]), ("Events", ", ".join(webhook["events"]))]
    facts.append(("Secret", webhook["secret"]))
    if webhook["previousSecretUntil"]:
        facts.append(("Previous secret valid until", webhook["previousSecretUntil"]))
    current.screen.show(webhook, pairs(facts))
    current.screen.note(f"[label]{HINT}[/]")
