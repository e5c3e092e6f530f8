"""Runs the workflow of an export with the official generated client, which is independent of this project.

usage: export_workflow.py HOST:PORT KEY SECRET
Prints the bodies of the answers as a JSON object: whether exports are supported, the answer to the start, the answer to
the retry of the failed export, the list, and the links.
"""

import json
import sys

from alibabacloud_dbs20210101 import models
from alibabacloud_dbs20210101.client import Client
from alibabacloud_tea_openapi.models import Config

host, key, secret = sys.argv[1:]
client = Client(Config(access_key_id=key, access_key_secret=secret, endpoint=host, protocol="HTTP"))
place = {"region_code": "cn-hangzhou", "instance_name": "rm-1"}

support = client.describe_download_support(models.DescribeDownloadSupportRequest(**place)).body.to_map()
created = client.create_download(
    models.CreateDownloadRequest(
        **place, bak_set_type="full", bak_set_id="b-77", format_type="csv", target_type="URL"
    )
).body.to_map()
task_id = created["Data"]["TaskId"]
failed = client.describe_download_task(models.DescribeDownloadTaskRequest(**place)).body.to_map()
retried = client.retry_download_task(models.RetryDownloadTaskRequest(**place, task_id=task_id)).body.to_map()
listed = client.describe_download_task(models.DescribeDownloadTaskRequest(**place)).body.to_map()
links = client.describe_download_backup_set_storage_info(
    models.DescribeDownloadBackupSetStorageInfoRequest(**place, task_id=task_id, duration="7200")
).body.to_map()
print(json.dumps(
    {"support": support, "created": created, "failed": failed, "retried": retried, "listed": listed, "links": links}
))
