"""Reads the whole list with a loop over the official Python client, several times in a row.

usage: loop.py HOST:PORT TIMES
"""

import json
import resource
import sys
import time

from alibabacloud_dbs20210101 import models
from alibabacloud_dbs20210101.client import Client
from alibabacloud_tea_openapi.models import Config


def cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return (usage.ru_utime + usage.ru_stime) * 1000


host, times = sys.argv[1:]
client = Client(Config(access_key_id="key", access_key_secret="secret", endpoint=host, protocol="HTTP"))


def read() -> int:
    tasks: list = []
    page = 1
    while True:
        request = models.DescribeDownloadTaskRequest(
            region_code="cn-hangzhou", instance_name="rm-1", page_size="100", current_page=str(page)
        )
        data = client.describe_download_task(request).body.data
        tasks.extend(data.content.list)
        if page >= int(data.total_pages):
            return len(tasks)
        page += 1


runs = []
for _ in range(int(times)):
    cpu_before, before = cpu(), time.perf_counter()
    count = read()
    runs.append({"wall": (time.perf_counter() - before) * 1000, "cpu": cpu() - cpu_before, "count": count})
print(json.dumps({"runs": runs, "cpu": cpu(), "peak": 0}))
