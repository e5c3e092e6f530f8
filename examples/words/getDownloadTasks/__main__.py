import pulumi
import pulumi_alicloud_dbs as dbs

finished = dbs.get_download_tasks_output(
    instance_name="rm-bp1example",
    state=dbs.TaskState.FINISHED,
)

pulumi.export("ids", finished.ids)
