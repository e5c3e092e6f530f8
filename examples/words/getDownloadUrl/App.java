// Not compiled here; a test checks its names against the schema.
package example;

import com.pulumi.Pulumi;
import com.pulumi.aliclouddbs.AliclouddbsFunctions;
import com.pulumi.aliclouddbs.inputs.GetDownloadUrlArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var link = AliclouddbsFunctions.getDownloadUrl(GetDownloadUrlArgs.builder()
                .taskId("dt-orders")
                .instanceName("rm-bp1example")
                .duration("30m")
                .build());

            // A secret output of the stack, for a step after the update: `pulumi stack output url --show-secrets`.
            ctx.export("url", link.applyValue(links -> links.publicUrl()).asSecret());
        });
    }
}
