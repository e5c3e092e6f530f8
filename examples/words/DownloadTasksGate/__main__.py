import pulumi
import pulumi_alicloud_dbs as dbs

ready = dbs.DownloadTasksGate(
    "exports-ready",
    instance_name="rm-bp1example",
    task_ids=["dt-orders", "dt-customers"],
    task_retries=2,
    poll_interval="2m",
    opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="6h")),
)

# What uses an output of the gate, or depends on it, runs after it has opened.
pulumi.export("summary", ready.summary)
