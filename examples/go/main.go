package main

import (
	dbs "example.com/pulumi-alicloud-dbs/sdk/go/aliclouddbs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

func main() {
	pulumi.Run(program)
}

// program exports two backup sets of a database instance, one after the other, and waits for the first.
func program(ctx *pulumi.Context) error {
	settings := config.New(ctx, "")
	instanceName := pulumi.String(settings.Require("instanceName"))

	orders, err := dbs.NewDownloadTask(ctx, "orders", &dbs.DownloadTaskArgs{
		InstanceName: instanceName,
		BackupSetId:  pulumi.String("146005"),
		Format:       dbs.ExportFormatCsv,
	})
	if err != nil {
		return err
	}

	ordersReady, err := dbs.NewDownloadTasksGate(ctx, "orders-ready", &dbs.DownloadTasksGateArgs{
		InstanceName: instanceName,
		TaskIds:      pulumi.StringArray{orders.TaskId},
		TaskRetries:  pulumi.Int(2),
		PollInterval: pulumi.String(settings.Require("pollInterval")),
	}, pulumi.Timeouts(&pulumi.CustomTimeouts{Create: "6h"}))
	if err != nil {
		return err
	}

	// The service runs one export of an instance at a time, so this one waits for the gate. A resource that loads the
	// first export waits for it in the same way.
	customers, err := dbs.NewDownloadTask(ctx, "customers", &dbs.DownloadTaskArgs{
		InstanceName: instanceName,
		BackupSetId:  pulumi.String("146006"),
		Format:       dbs.ExportFormatCsv,
	}, pulumi.DependsOn([]pulumi.Resource{ordersReady}))
	if err != nil {
		return err
	}

	// The ids come from the gate, so the list is read after it has opened.
	exported := dbs.GetDownloadTasksOutput(ctx, dbs.GetDownloadTasksOutputArgs{
		InstanceName: instanceName,
		TaskIds:      ordersReady.Ids,
	})

	ctx.Export("summary", ordersReady.Summary)
	ctx.Export("state", exported.Tasks().Index(pulumi.Int(0)).DownloadStatus())
	ctx.Export("customers", customers.TaskId)
	return nil
}
