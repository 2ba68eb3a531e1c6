"""Locust repeats the requests of the file in PEERS_REQUESTS in turn. A user sends the next request when its turn has
come and its last one is answered: PEERS_RATE_PER_USER requests/s at most."""

import itertools
import os

from locust import FastHttpUser, constant_throughput, task

with open(os.environ["PEERS_REQUESTS"], encoding="utf-8") as lines:
    REQUESTS = itertools.cycle([line.rstrip("\n").split("\t") for line in lines])


class ApiClient(FastHttpUser):
    wait_time = constant_throughput(float(os.environ["PEERS_RATE_PER_USER"]))

    @task
    def next_request(self):
        method, path, token, body = next(REQUESTS)
        headers = {"Authorization": f"Bearer {token}"}
        if body:
            headers["Content-Type"] = "application/json"
        # One name for all: a name for each path would cost memory.
        self.client.request(method, path, name="API", headers=headers, data=body.encode())
