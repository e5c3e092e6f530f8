import pulumi
import pulumi_alicloud_dbs as dbs

config = pulumi.Config()
instance_name = config.require("instanceName")

orders = dbs.DownloadTask(
    "orders",
    instance_name=instance_name,
    backup_set_id="146005",
    format="csv",
)

orders_ready = dbs.DownloadTasksGate(
    "orders-ready",
    instance_name=instance_name,
    task_ids=[orders.task_id],
    task_retries=2,
    poll_interval=config.require("pollInterval"),
    opts=pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="6h")),
)

# The service runs one export of an instance at a time, so this one waits for the gate. A resource that loads the first
# export waits for it in the same way.
customers = dbs.DownloadTask(
    "customers",
    instance_name=instance_name,
    backup_set_id="146006",
    format="csv",
    opts=pulumi.ResourceOptions(depends_on=[orders_ready]),
)

# The ids come from the gate, so the list is read after it has opened.
exported = dbs.get_download_tasks_output(instance_name=instance_name, task_ids=orders_ready.ids)

pulumi.export("summary", orders_ready.summary)
pulumi.export("state", exported.tasks[0].download_status)
pulumi.export("customers", customers.task_id)
