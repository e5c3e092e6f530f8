// Not compiled here; a test checks its names against the schema.
package example;

import com.pulumi.Pulumi;
import com.pulumi.aliclouddbs.AliclouddbsFunctions;
import com.pulumi.aliclouddbs.enums.TaskState;
import com.pulumi.aliclouddbs.inputs.GetDownloadTasksArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var finished = AliclouddbsFunctions.getDownloadTasks(GetDownloadTasksArgs.builder()
                .instanceName("rm-bp1example")
                .state(TaskState.Finished)
                .build());

            ctx.export("ids", finished.applyValue(list -> list.ids()));
        });
    }
}
