"""The acts of the fault matrix: what a row does to a job while the proxy holds one of its requests."""

import os
import resource
import signal
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Final

from local.processes import free_port
from testing.faults.faulty_cloud import FaultyCloud
from testing.faults.play import ERROR, Act, Prepare, Scene, has_ended, settled, status_of, wait_for
from testing.faults.proxy import Rule
from testing.pictures import picture
from testing.seller import BRIEF, Seller
from vidx.jobs.model import Stage

FULL_DISK_BYTES: Final = 20_000
"""Size at which files stop growing: smaller than any picture, sound or video of a job."""
NOT_TWICE: Final = frozenset({"StageBusy", "JobClosed"})
"""Right errors of a stage that is called a second time."""


def stop_execution(scene: Scene) -> None:
    scene.system.stop_execution(scene.job_id)


def cancel(scene: Scene) -> None:
    scene.seller.http.post(f"/api/video/jobs/{scene.job_id}/cancel").raise_for_status()


def delete_listing(scene: Scene) -> None:
    answer = scene.seller.http.delete(f"/api/ads/{scene.ad_id}")
    scene.check(answer.is_success, f"the listing cannot be deleted: {answer.status_code}")


def kill_workers(function: str) -> Act:
    def act(scene: Scene) -> None:
        scene.check(scene.system.kill_workers(function), "no worker was there")

    return act


def end_workers(function: str) -> Prepare:
    """End the function's workers before the job, so that a new one starts with nothing in its memory."""

    def prepare(system: FaultyCloud, _: Seller) -> None:
        system.kill_workers(function)

    return prepare


def stop_workers(function: str) -> Act:
    def act(scene: Scene) -> None:
        scene.check(scene.system.signal_workers(function, signal.SIGSTOP), "no worker was there")

    return act


def signal_ffmpeg(number: signal.Signals) -> Act:
    """Send a signal to the job's encoder after its first frames."""

    def act(scene: Scene) -> None:
        gate = scene.system.ffmpeg
        gate.order(number)
        scene.release()
        wait_for(lambda: gate.pid() or has_ended(scene), "no encoder starts")
        scene.check(gate.pid(), "the job ended without an encoder")

    return act


def remove(*names: str) -> Act:
    """Delete objects of the job."""

    def act(scene: Scene) -> None:
        buckets, bucket = scene.system.cloud.aws.buckets, scene.system.cloud.description.work_bucket
        for name in names:
            buckets.head_object(Bucket=bucket, Key=scene.key(name))
            buckets.delete_object(Bucket=bucket, Key=scene.key(name))

    return act


def remove_uploads(scene: Scene) -> None:
    for key in scene.photo_keys:
        scene.system.cloud.aws.buckets.delete_object(Bucket=scene.system.cloud.description.work_bucket, Key=key)


def damage_uploads(scene: Scene) -> None:
    """Replace the uploaded photos by ones whose second half is zeros."""
    photo = picture(width_px=1200, height_px=900, color="olive", quality=95)
    damaged = photo[: len(photo) // 2] + bytes(len(photo) - len(photo) // 2)
    for key in scene.photo_keys:
        bucket = scene.system.cloud.description.work_bucket
        scene.system.cloud.aws.buckets.put_object(Bucket=bucket, Key=key, Body=damaged, ContentType="image/jpeg")


def fill_disk(function: str) -> Act:
    """Let no file of the function's processes grow, as on a full disk."""

    def act(scene: Scene) -> None:
        workers = scene.system.workers(function)
        os.truncate(scene.system.cloud.paths.logs / f"{function}.log", 0)  # the log may grow
        for worker in workers:
            _, most = resource.prlimit(worker.pid, resource.RLIMIT_FSIZE)
            resource.prlimit(worker.pid, resource.RLIMIT_FSIZE, (FULL_DISK_BYTES, most))
        scene.check(workers, "no worker was there")
        scene.after.append(lambda: scene.system.signal_workers(function, signal.SIGKILL))

    return act


def add_webhook(_: FaultyCloud, seller: Seller) -> None:
    """Add a webhook to an address where nobody listens."""
    url = f"http://127.0.0.1:{free_port()}/hook"
    seller.http.post("/api/webhooks", json={"url": url, "events": ["job.completed"]}).raise_for_status()


def await_delivery(scene: Scene) -> None:
    """After the job's end, wait until its message has failed and waits for its next attempt."""
    settled(scene)
    (hook,) = scene.seller.http.get("/api/webhooks").raise_for_status().json()["webhooks"]
    path = f"/api/webhooks/{hook['webhookId']}/deliveries"

    def waiting() -> bool:
        deliveries = scene.seller.http.get(path).raise_for_status().json()["deliveries"]
        return [(each["type"], each["status"], bool(each["attempts"])) for each in deliveries] == [
            ("job.completed", "pending", True)
        ]

    wait_for(waiting, "the message does not wait for its next attempt")


def lose_event(scene: Scene) -> None:
    """Stop the execution while EventBridge reports no end of one; the sweep has to find the job."""
    events = scene.system.events()
    (rule,) = [
        rule["Name"]
        for page in events.get_paginator("list_rules").paginate()
        for rule in page["Rules"]
        if "WatchExecutionEnds" in rule["Name"]
    ]
    events.disable_rule(Name=rule)
    scene.after.append(lambda: events.enable_rule(Name=rule))
    stop_execution(scene)


def call_again(stage: Stage) -> Act:
    """Call the held stage a second time: the call must fail."""

    def act(scene: Scene) -> None:
        error = scene.system.invoke(stage, scene.job_id).get("errorType")
        scene.check(error in NOT_TWICE, f"the second call of {stage} ended as {error}")

    return act


def call_late(stages: Sequence[Stage]) -> Act:
    """After the job's end, call every stage again: each call must fail and change nothing."""

    def act(scene: Scene) -> None:
        before = settled(scene)
        errors = {stage: scene.system.invoke(stage, scene.job_id).get("errorType") for stage in stages}
        scene.check(set(errors.values()) <= NOT_TWICE, f"late calls ended as {errors}")
        scene.check(status_of(scene) == before, "late calls changed the job")

    return act


def retry_twice(scene: Scene) -> None:
    """After the job's failure, send two retries at once: exactly one attempt must follow."""
    failed = settled(scene)
    scene.check(failed["status"] == ERROR, f"the job ended as {failed['status']}")
    scene.faults.heal()
    barrier = threading.Barrier(2)

    def retry(_: int) -> int:
        barrier.wait()
        return scene.seller.http.post(f"/api/video/jobs/{scene.job_id}/retry").status_code

    with ThreadPoolExecutor(2) as callers:
        answers = sorted(callers.map(retry, range(2)))
    scene.check(answers in ([202, 202], [202, 409]), f"two retries are answered with {answers}")
    ended = settled(scene)
    scene.check(ended.get("attempt", 2) == 2, f"two retries started attempt {ended.get('attempt')}")


def delete_row(scene: Scene) -> None:
    """Delete the job's row, as its expiry does, and wait until its listing has failed."""
    description = scene.system.cloud.description
    scene.system.cloud.aws.dynamodb.delete_item(TableName=description.jobs_table, Key={"job_id": {"S": scene.job_id}})
    scene.release()
    wait_for(lambda: scene.listing() in {"failed", "gone"}, "the listing of an expired job does not fail")
    scene.is_gone = True


def restart(scene: Scene) -> None:
    """Stop the local cloud and start it again."""
    scene.system.restart()


def kill_emulator(scene: Scene) -> None:
    """Kill the emulator, start the cloud again, and request the video again if it has forgotten the job."""
    scene.system.kill()
    if status_of(scene) is None:
        scene.seller = Seller(scene.system.cloud)
        keys = scene.seller.upload([picture(width_px=1200, height_px=900)])
        answer = scene.seller.generate(keys, publish=True, script=BRIEF).raise_for_status().json()
        scene.job_id, scene.ad_id = answer["jobId"], answer["adId"]


def outage(rule: Rule, seconds: float) -> Act:
    """Apply a rule of the proxy for some seconds while the job goes on."""

    def act(scene: Scene) -> None:
        fault = scene.faults.add(rule)
        scene.release()
        fault.reached.wait(seconds)
        time.sleep(seconds)
        scene.system.proxy.remove(fault)

    return act


def wait(seconds: float) -> Act:
    """Let the fault last for some seconds, then end it."""

    def act(scene: Scene) -> None:
        time.sleep(seconds)
        scene.faults.heal()

    return act
