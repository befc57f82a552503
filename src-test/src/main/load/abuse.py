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
"""Abuses an SMTP listener on loopback while a legitimate sender goes on, and measures that one.

    abuse.py --port 2525 --http 8080 [--pid PID] [--seconds 20] [--only none,idle,writers,readers,flood,all]

For each kind of abuse one line of a Markdown table is printed: messages a second of the legitimate
sender (4 connections, 4 KB each, from 127.0.0.1), the median and 99th percentile of the time that a
message takes, mails that failed, connections that the listener refused, and the resident memory
of the process. The attackers come from 127.1.0.0/16, the flood from 127.9.9.9.
"""
import argparse
import asyncio
import multiprocessing
import smtplib
import statistics
import time
import urllib.request

HOST = "127.0.0.1"
BODY = ("Subject: legitimate\r\n\r\n" + ("x" * 70 + "\r\n") * 56).encode()
SENDERS = 4


class Attack:
    """What attackers do."""

    def __init__(self, port):
        self.port = port
        self.open = 0

    def source(self, number):
        return f"127.1.{number // 200 % 250}.{number % 200 + 1}", 0

    async def connect(self, source):
        reader, writer = await asyncio.open_connection(HOST, self.port, local_addr=source)
        greeting = await reader.readline()
        if not greeting.startswith(b"220"):
            writer.close()
            return None
        self.open += 1
        return reader, writer

    async def idle(self, number):
        connection = await self.connect(self.source(number))
        if connection:
            await asyncio.sleep(3600)

    async def writer(self, number):
        """Begins a message with half a block, then one octet a second."""
        connection = await self.connect(self.source(number))
        if not connection:
            return
        reader, writer = connection
        writer.write(b"EHLO slow\r\n")
        for line in (b"MAIL FROM:<a@example.com>", b"RCPT TO:<b@example.net>", b"DATA"):
            while not (await reader.readline())[3:4] == b" ":
                pass
            writer.write(line + b"\r\n")
        while not (await reader.readline()).startswith(b"354"):
            pass
        writer.write(b"x" * 900 + b"\r\n")
        writer.write((b"x" * 900 + b"\r\n") * 40)
        while True:
            await asyncio.sleep(1)
            writer.write(b"x")

    async def reader(self, number):
        """Says HELP without an end, and never reads a reply."""
        connection = await self.connect(self.source(number))
        if not connection:
            return
        _, writer = connection
        writer.transport.pause_reading()
        writer.write(b"EHLO deaf\r\n")
        while True:
            writer.write(b"MAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.net>\r\nRSET\r\n" * 500)
            await writer.drain()
            await asyncio.sleep(0.01)

    async def flood(self, number):
        """Connects again and again from one address, without waiting for anything."""
        kept = []
        while True:
            try:
                kept.append(
                    await asyncio.open_connection(HOST, self.port, local_addr=("127.9.9.9", 0))
                )
                if len(kept) > 200:
                    kept.pop(0)[1].close()
            except OSError:
                await asyncio.sleep(0.01)

    async def guard(self, coroutine):
        try:
            await coroutine
        except (OSError, asyncio.IncompleteReadError):
            pass

    async def run(self, kinds, ready, stop):
        counts = {"idle": 2000, "writers": 200, "readers": 200, "flood": 8}
        calls = {
            "idle": self.idle,
            "writers": self.writer,
            "readers": self.reader,
            "flood": self.flood,
        }
        tasks = []
        number = 0
        for kind in kinds:
            for _ in range(counts[kind]):
                tasks.append(asyncio.ensure_future(self.guard(calls[kind](number))))
                number += 1
                if number % 50 == 0:
                    await asyncio.sleep(0.02)
        await asyncio.sleep(3)
        ready.set()
        while not stop.is_set():
            await asyncio.sleep(0.1)
        for task in tasks:
            task.cancel()


def attack(port, kinds, ready, stop, result):
    attackers = Attack(port)
    asyncio.run(attackers.run(kinds, ready, stop))
    result.put(attackers.open)


def send(port, seconds, result):
    """One legitimate connection; a message is one call of sendmail."""
    times, failures = [], 0
    end = time.monotonic() + seconds
    client = None
    while time.monotonic() < end:
        begun = time.monotonic()
        try:
            if client is None:
                client = smtplib.SMTP(HOST, port, local_hostname="legit.example", timeout=30)
            client.sendmail("ann@example.com", ["bob@example.net"], BODY)
            times.append(time.monotonic() - begun)
        except (OSError, smtplib.SMTPException):
            failures += 1
            client = None
    result.put((times, failures))


def memory(pid):
    if not pid:
        return "-"
    with open(f"/proc/{pid}/status", encoding="ascii") as status:
        for line in status:
            if line.startswith("VmRSS"):
                return f"{int(line.split()[1]) // 1024} MB"
    return "-"


def refusals(http):
    """What the listeners have refused so far, by the relay's own count."""
    with urllib.request.urlopen(f"http://{HOST}:{http}/metrics", timeout=30) as metrics:
        lines = metrics.read().decode().splitlines()
    name = "waypost_listener_connections_refused_total{"
    return int(sum(float(line.split()[-1]) for line in lines if line.startswith(name)))


def measure(arguments, name):
    kinds = {"none": [], "all": ["idle", "writers", "readers", "flood"]}.get(name, [name])
    refused = refusals(arguments.http)
    ready, stop = multiprocessing.Event(), multiprocessing.Event()
    attackers, sent = multiprocessing.Queue(), multiprocessing.Queue()
    attacking = multiprocessing.Process(
        target=attack, args=(arguments.port, kinds, ready, stop, attackers)
    )
    attacking.start()
    ready.wait(120)
    senders = [
        multiprocessing.Process(target=send, args=(arguments.port, arguments.seconds, sent))
        for _ in range(SENDERS)
    ]
    for sender in senders:
        sender.start()
    results = [sent.get() for _ in senders]
    resident = memory(arguments.pid)
    stop.set()
    opened = attackers.get()
    refused = refusals(arguments.http) - refused
    attacking.join()
    times = sorted(value for result in results for value in result[0])
    failures = sum(result[1] for result in results)
    if not times:
        times = [float("nan")]
    p99 = times[min(len(times) - 1, len(times) * 99 // 100)]
    print(
        f"| {name} | {opened} | {refused} | {len(times) / arguments.seconds:.0f} "
        f"| {statistics.median(times) * 1000:.0f} ms | {p99 * 1000:.0f} ms "
        f"| {failures} | {resident} |",
        flush=True,
    )
    time.sleep(3)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--http", type=int, required=True, help="port of the console")
    parser.add_argument("--pid", type=int, help="of the relay, for its memory")
    parser.add_argument("--seconds", type=int, default=20, help="of each measurement")
    parser.add_argument("--only", default="none,idle,writers,readers,flood,all")
    arguments = parser.parse_args()
    print("| abuse | attackers' connections | refused | messages/s | median | 99 % | failed | RSS |")
    print("|---|---|---|---|---|---|---|---|")
    for name in arguments.only.split(","):
        measure(arguments, name)


if __name__ == "__main__":
    main()
