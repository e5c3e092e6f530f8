package main

import (
	dbs "example.com/pulumi-alicloud-dbs/sdk/go/aliclouddbs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		task, err := dbs.NewDownloadTask(ctx, "orders", &dbs.DownloadTaskArgs{
			InstanceName: pulumi.String("rm-bp1example"),
			BackupSetId:  pulumi.String("146005"),
			Format:       dbs.ExportFormatCsv,
			Target: &dbs.ExportTargetArgs{
				Type:   dbs.TargetTypeOss,
				Bucket: pulumi.String("my-exports"),
				Path:   pulumi.String("orders"),
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("taskId", task.TaskId)
		return nil
	})
}
