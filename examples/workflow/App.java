// Not compiled here; a test checks its names against the schema.
package example;

import com.pulumi.Pulumi;
import com.pulumi.aliclouddbs.DownloadTask;
import com.pulumi.aliclouddbs.DownloadTaskArgs;
import com.pulumi.aliclouddbs.DownloadTasksGate;
import com.pulumi.aliclouddbs.DownloadTasksGateArgs;
import com.pulumi.aliclouddbs.enums.ExportFormat;
import com.pulumi.core.Output;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import java.time.Duration;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            // Starts an export of the backup set, or adopts the same export if it runs already.
            var task = new DownloadTask("orders", DownloadTaskArgs.builder()
                .instanceName("rm-bp1example")
                .backupSetId("146005")
                .format(ExportFormat.Csv)
                .build());

            // Waits until the export is finished. If it fails, it is retried, twice at most.
            var ready = new DownloadTasksGate("orders-ready", DownloadTasksGateArgs.builder()
                .instanceName("rm-bp1example")
                .taskIds(Output.all(task.taskId()))
                .taskRetries(2)
                .build(), CustomResourceOptions.builder()
                .customTimeouts(CustomTimeouts.builder().create(Duration.ofHours(6)).build())
                .build());

            // What uses an output of the gate, or depends on it, runs after it has opened.
            ctx.export("summary", ready.summary());
        });
    }
}
