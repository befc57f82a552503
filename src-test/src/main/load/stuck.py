#!/usr/bin/env python3
#
# Copyright 2026 the Waypost authors.
#
# Licensed under the Apache License, Version 2.0 (the "License");
# you may not use this file except in compliance with the License.
# You may obtain a copy of the License at
#
#     http://www.apache.org/licenses/LICENSE-2.0
#
# Unless required by applicable law or agreed to in writing, software
# distributed under the License is distributed on an "AS IS" BASIS,
# WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
# See the License for the specific language governing permissions and
# limitations under the License.
"""Measures mail for one site with and without another site that accepts connections and says nothing.

    WAYPOST_ADMIN_PASSWORD=… stuck.py --port 2525 --http 8080 [--stuck 100000] [--good 10000] [--base 22100] [--pid PID]

Against a relay in mode `relay`. Makes two routes to smart hosts on loopback, at the ports BASE (smtp-sink, which
takes everything) and BASE+1 (silent), and sends with smtp-source; both are Postfix's. One line is printed for
each phase: mails a second that left for the good site, from the first that is sent to the last that arrives, and,
with the process of the relay, the milliseconds of CPU that each took: on a machine that others use too, that is what
can be compared. At the end the stuck mail is deleted, and the good site is alone again.
"""
import argparse
import base64
import json
import os
import socket
import subprocess
import threading
import time
import urllib.error
import urllib.request

parser = argparse.ArgumentParser()
parser.add_argument("--port", type=int, default=2525)
parser.add_argument("--http", type=int, default=8080)
parser.add_argument("--stuck", type=int, default=100_000)
parser.add_argument("--good", type=int, default=10_000)
parser.add_argument("--sessions", type=int, default=8)
parser.add_argument("--base", type=int, default=22100)
parser.add_argument("--pid", type=int)
args = parser.parse_args()
ROOT = f"http://127.0.0.1:{args.http}"
SIGNED_IN = "Basic " + base64.b64encode(
    ("admin:" + os.environ["WAYPOST_ADMIN_PASSWORD"]).encode()).decode()


def rest(method, path, body=None):
    request = urllib.request.Request(
        ROOT + path,
        method=method,
        data=None if body is None else json.dumps(body).encode(),
        headers={"Authorization": SIGNED_IN, "Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read().decode()


def figures():
    found = {}
    for line in rest("GET", "/metrics").splitlines():
        name, _, value = line.partition(" ")
        if name.startswith("waypost_") and "{" not in name:
            found[name] = float(value)
    return found


def cpu_seconds():
    if not args.pid:
        return 0
    with open(f"/proc/{args.pid}/stat") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def silent(port):
    server = socket.socket()
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("127.0.0.1", port))
    server.listen(1024)
    kept = []

    def accept():
        while True:
            kept.append(server.accept()[0])

    threading.Thread(target=accept, daemon=True).start()


def route(name, port):
    body = {
        "name": name,
        "match": {"recipientDomain": name + ".example"},
        "target": {"type": "smarthost", "hosts": [{"host": "127.0.0.1", "port": port}]}}
    try:
        rest("POST", "/api/v1/routes", body)
    except urllib.error.HTTPError as e:
        if e.code != 409:
            raise


def send(count, domain):
    return subprocess.Popen([
        "smtp-source", "-d", "-s", str(args.sessions), "-m", str(count), "-l", "4096",
        "-f", f"sender@{domain}-list.example", "-t", f"someone@{domain}.example",
        f"127.0.0.1:{args.port}"])


def good(name, count):
    before = figures()["waypost_delivered_total"]
    begun, spent = time.time(), cpu_seconds()
    source = send(count, "good")
    while figures()["waypost_delivered_total"] < before + count:
        time.sleep(0.2)
    source.wait()
    taken = time.time() - begun
    cost = (cpu_seconds() - spent) * 1000 / count
    state = figures()
    print(f"| {name} | {count / taken:.0f} | {cost:.2f} | {state['waypost_queued']:.0f} |"
          f" {state['waypost_parked']:.0f} |", flush=True)
    return count / taken


silent(args.base + 1)
sink = subprocess.Popen(["smtp-sink", *(["-u", "nobody"] if os.geteuid() == 0 else []), "-c", f"127.0.0.1:{args.base}", "1000"],
                        stdout=subprocess.DEVNULL)
try:
    route("good", args.base)
    route("stuck", args.base + 1)
    time.sleep(3)
    print("| phase | mails/s for the good site | CPU, ms a mail | queued | parked |\n|---|---|---|---|---|")
    for _ in range(3):
        good("warming", args.good)
    alone = good("alone", args.good)
    begun = time.time()
    flood = send(args.stuck, "stuck")
    time.sleep(3)
    while flood.poll() is None:
        good("while the flood comes", args.good // 4)
    print(f"the flood of {args.stuck} took {time.time() - begun:.0f} s to submit")
    ratios = [good("after it", args.good) / alone for _ in range(3)]
    while figures()["waypost_queued"] > 200:
        time.sleep(1)
    print(f"all was parked {time.time() - begun:.0f} s after it began")
    time.sleep(6)
    ratios += [good("when all is parked", args.good) / alone for _ in range(3)]
    rest("POST", "/api/v1/queue/actions", {
        "action": "delete", "selection": {"destination": f"127.0.0.1:{args.base + 1}"}})
    while figures()["waypost_parked"] > 1000:
        time.sleep(1)
    for _ in range(3):
        good("alone again", args.good)
    print("ratios to alone: " + ", ".join(f"{ratio:.2f}" for ratio in ratios))
finally:
    sink.terminate()
