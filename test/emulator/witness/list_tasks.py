"""Lists pages of download tasks with the official generated client, which is independent of this project.

usage: list_tasks.py HOST:PORT KEY SECRET PAGES PAGE_SIZE
Prints the bodies of the pages as a JSON list. On an error it prints {"code": ..., "message": ...} instead.
"""

import json
import sys

from alibabacloud_dbs20210101 import models
from alibabacloud_dbs20210101.client import Client
from alibabacloud_tea_openapi.models import Config

host, key, secret, pages, page_size = sys.argv[1:]
client = Client(Config(access_key_id=key, access_key_secret=secret, endpoint=host, protocol="HTTP"))


def page(number: int) -> dict:
    request = models.DescribeDownloadTaskRequest(
        region_code="cn-hangzhou",
        instance_name="rm-1",
        current_page=str(number),
        page_size=page_size,
        order_column="gmt_create",
        order_direct="asc",
    )
    return client.describe_download_task(request).body.to_map()


try:
    print(json.dumps([page(number + 1) for number in range(int(pages))]))
except Exception as error:  # The error classes differ between versions of the client.
    print(json.dumps({"code": getattr(error, "code", None), "message": str(error)}))
