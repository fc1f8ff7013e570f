"""`python -m local.openai_standin --port 8090`: serve until stopped; prints `standin ready` once it listens."""

import argparse
import socket

import uvicorn

from local.openai_standin.app import app


class AnnouncingServer(uvicorn.Server):
    """Prints one line with its actual port when it accepts connections."""

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            port = self.servers[0].sockets[0].getsockname()[1]
            print(f"standin ready on http://{self.config.host}:{port}/v1", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(prog="local.openai_standin", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default: %(default)s)")
    parser.add_argument("--port", type=int, required=True, help="port to listen on; 0 takes a free one")
    options = parser.parse_args()
    config = uvicorn.Config(
        app(), host=options.host, port=options.port, log_level="warning", timeout_graceful_shutdown=1
    )
    AnnouncingServer(config).run()


if __name__ == "__main__":
    main()
