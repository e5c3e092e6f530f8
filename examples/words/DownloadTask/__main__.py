import pulumi
import pulumi_alicloud_dbs as dbs

task = dbs.DownloadTask(
    "orders",
    instance_name="rm-bp1example",
    backup_set_id="146005",
    format=dbs.ExportFormat.CSV,
    target=dbs.ExportTargetArgs(
        type=dbs.TargetType.OSS,
        bucket="my-exports",
        path="orders",
    ),
)

pulumi.export("taskId", task.task_id)
