package main

import (
	dbs "example.com/pulumi-alicloud-dbs/sdk/go/aliclouddbs"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		ready, err := dbs.NewDownloadTasksGate(ctx, "exports-ready", &dbs.DownloadTasksGateArgs{
			InstanceName: pulumi.String("rm-bp1example"),
			TaskIds:      pulumi.StringArray{pulumi.String("dt-orders"), pulumi.String("dt-customers")},
			TaskRetries:  pulumi.Int(2),
			PollInterval: pulumi.String("2m"),
		}, pulumi.Timeouts(&pulumi.CustomTimeouts{Create: "6h"}))
		if err != nil {
			return err
		}
		// What uses an output of the gate, or depends on it, runs after it has opened.
		ctx.Export("summary", ready.Summary)
		return nil
	})
}
