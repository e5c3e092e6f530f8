// Not compiled here; a test checks its names against the schema.
package example;

import com.pulumi.Pulumi;
import com.pulumi.aliclouddbs.DownloadTask;
import com.pulumi.aliclouddbs.DownloadTaskArgs;
import com.pulumi.aliclouddbs.enums.ExportFormat;
import com.pulumi.aliclouddbs.enums.TargetType;
import com.pulumi.aliclouddbs.inputs.ExportTargetArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var task = new DownloadTask("orders", DownloadTaskArgs.builder()
                .instanceName("rm-bp1example")
                .backupSetId("146005")
                .format(ExportFormat.Csv)
                .target(ExportTargetArgs.builder()
                    .type(TargetType.Oss)
                    .bucket("my-exports")
                    .path("orders")
                    .build())
                .build());

            ctx.export("taskId", task.taskId());
        });
    }
}
