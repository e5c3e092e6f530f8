// Not compiled here; a test checks its names against the schema.
package example;

import com.pulumi.Pulumi;
import com.pulumi.aliclouddbs.AliclouddbsFunctions;
import com.pulumi.aliclouddbs.inputs.GetDownloadSupportArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var answer = AliclouddbsFunctions.getDownloadSupport(GetDownloadSupportArgs.builder()
                .instanceName("rm-bp1example")
                .build());

            ctx.export("supported", answer.applyValue(result -> result.supported()));
        });
    }
}
