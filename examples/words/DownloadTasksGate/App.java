// Not compiled here; a test checks its names against the schema.
package example;

import com.pulumi.Pulumi;
import com.pulumi.aliclouddbs.DownloadTasksGate;
import com.pulumi.aliclouddbs.DownloadTasksGateArgs;
import com.pulumi.resources.CustomResourceOptions;
import com.pulumi.resources.CustomTimeouts;
import java.time.Duration;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var ready = new DownloadTasksGate("exports-ready", DownloadTasksGateArgs.builder()
                .instanceName("rm-bp1example")
                .taskIds("dt-orders", "dt-customers")
                .taskRetries(2)
                .pollInterval("2m")
                .build(), CustomResourceOptions.builder()
                .customTimeouts(CustomTimeouts.builder().create(Duration.ofHours(6)).build())
                .build());

            // What uses an output of the gate, or depends on it, runs after it has opened.
            ctx.export("summary", ready.summary());
        });
    }
}
