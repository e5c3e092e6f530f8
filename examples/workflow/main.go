package main

import (
	dbs "example.com/pulumi-alicloud-dbs/sdk/go/aliclouddbs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		instanceName := pulumi.String("rm-bp1example")

		// Starts an export of the backup set, or adopts the same export if it runs already.
		task, err := dbs.NewDownloadTask(ctx, "orders", &dbs.DownloadTaskArgs{
			InstanceName: instanceName,
			BackupSetId:  pulumi.String("146005"),
			Format:       dbs.ExportFormatCsv,
		})
		if err != nil {
			return err
		}

		// Waits until the export is finished. If it fails, it is retried, twice at most.
		ready, err := dbs.NewDownloadTasksGate(ctx, "orders-ready", &dbs.DownloadTasksGateArgs{
			InstanceName: instanceName,
			TaskIds:      pulumi.StringArray{task.TaskId},
			TaskRetries:  pulumi.Int(2),
		}, pulumi.Timeouts(&pulumi.CustomTimeouts{Create: "6h"}))
		if err != nil {
			return err
		}

		// What uses an output of the gate, or depends on it, runs after it has opened.
		ctx.Export("summary", ready.Summary)
		return nil
	})
}
