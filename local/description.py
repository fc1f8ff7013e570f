"""`cloud.json`: what clients need to know of a running cloud."""

import json
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict
from pydantic.alias_generators import to_camel


class Ports(BaseModel):
    """Where the cloud's servers listen on 127.0.0.1; 0 stands for "not started"."""

    model_config = ConfigDict(frozen=True)

    emulator: int = 4566
    edge: int = 8080
    standin: int = 8090


class Description(BaseModel):
    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True, frozen=True, extra="ignore")

    api_url: str
    """Origin of the edge server; the API lies under `/api`."""
    user_pool_id: str
    client_id: str
    cognito_endpoint: str
    aws_endpoint: str
    region: str
    api_id: str
    state_machine_arn: str
    jobs_table: str
    videos_table: str
    ads_table: str
    work_bucket: str
    public_bucket: str
    ports: Ports
    pids: dict[str, int]
    logs: str

    def write(self, path: Path) -> None:
        """Write the file in one step, so that no reader sees half of it."""
        fresh = path.with_suffix(".new")
        fresh.write_text(self.model_dump_json(by_alias=True, indent=2) + "\n", encoding="utf-8")
        fresh.replace(path)

    @classmethod
    def read(cls, path: Path) -> Self | None:
        """None when there is no such file, or one that another version has written."""
        try:
            return cls.model_validate_json(path.read_text(encoding="utf-8"))
        except (FileNotFoundError, ValueError):
            return None


def last_ports(path: Path) -> Ports:
    """The ports that this cloud used last, which keep its addresses (and so its template) the same."""
    try:
        return Ports.model_validate_json(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return Ports()


def remember_ports(path: Path, ports: Ports) -> None:
    path.write_text(json.dumps(ports.model_dump()), encoding="utf-8")
