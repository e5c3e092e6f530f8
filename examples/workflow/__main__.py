import pulumi
import pulumi_alicloud_dbs as dbs

instance_name = "rm-bp1example"
# Starts an export of the backup set, or adopts the same export if it runs already.
task = dbs.DownloadTask("orders", instance_name=instance_name, backup_set_id="146005", format="csv")
# Waits until the export is finished. If it fails, it is retried, twice at most.
six_hours = pulumi.ResourceOptions(custom_timeouts=pulumi.CustomTimeouts(create="6h"))
ready = dbs.DownloadTasksGate(
    "orders-ready", instance_name=instance_name, task_ids=[task.task_id], task_retries=2, opts=six_hours
)
# What uses an output of the gate, or depends on it, runs after it has opened.
pulumi.export("summary", ready.summary)
